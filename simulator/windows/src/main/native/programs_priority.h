/*
 * The order in which programs get calls of a media mode, or Assisted Telephony requests: the user's
 * list first (lineSetAppPriority), kept in the registry; then who came first (lineOpen page).
 */
#ifndef TAPISRV_PROGRAMS_PRIORITY_H
#define TAPISRV_PROGRAMS_PRIORITY_H

#include "programs_model.h"

/* Whether a new call of one of these media modes is rather for `seat` than for `other`. */
bool priority_before(const struct seat *seat, const struct seat *other, DWORD media);
/* The same for requests to make a call. */
bool priority_for_requests(const struct usage *usage, const struct usage *other);

#endif
