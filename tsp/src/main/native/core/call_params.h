/* LINECALLPARAMS as a program passed it. */
#ifndef ISHMAEL_CALL_PARAMS_H
#define ISHMAEL_CALL_PARAMS_H

#include "text.h"

/*
 * Refuses only what this line can not do. `params` may be NULL and is as long as its dwTotalSize
 * says; programs may pass the short form of 1.3. Returns 0 or a LINEERR_.
 */
int32_t params_check(const void *params);

/*
 * The number that a consultation call is made to at once, with the same scan as any other number.
 * Empty unless LINECALLPARAMFLAGS_ONESTEPTRANSFER is set. `room` holds 2 * MAX_ADDRESS_UNITS.
 * Source: LINECALLPARAMS, dwTargetAddressSize; TSPI lineSetupTransfer.
 */
int32_t params_target(const void *params, uint8_t *room, struct text *out);

#endif
