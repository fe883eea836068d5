/*
 * The locations of the machine, in the registry; the same for 32- and 64-bit programs:
 * HKLM\Software\Microsoft\Windows\CurrentVersion\Telephony\Locations, values CurrentID, NextID and
 * NumEntries, for each location a key LocationN with Name, Country (its id), AreaCode,
 * OutsideAccess, LongDistanceAccess, DisableCallWaiting, Flags (1: tone) and TollList.
 */
#ifndef TAPI32_LOCATIONS_H
#define TAPI32_LOCATIONS_H

#include "dialing.h"

enum { LOCATIONS_MAX = 64 };

/*
 * All locations and the current one's id. If there is none, one is made from the user's country; a
 * program that may not write there gets it nevertheless. At least 1.
 */
unsigned locations_read(struct location locations[LOCATIONS_MAX], uint32_t *current);

/* 0 or a LINEERR_. */
long locations_set_current(uint32_t id);
long locations_set_toll_list(uint32_t id, const uint16_t *list);

#endif
