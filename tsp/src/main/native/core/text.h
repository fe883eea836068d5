/* UTF-16 as TAPI hands it over: dialable addresses, strings to send. No I/O, no state. */
#ifndef ISHMAEL_TEXT_H
#define ISHMAEL_TEXT_H

#include "wire.h"

enum { MAX_ADDRESS_UNITS = 256 };

/* Units before the terminator, at most `limit`. */
size_t text_length(const uint16_t *units, size_t limit);

/*
 * Copies a program's string for the wire: little-endian, lone surrogates become U+FFFD.
 * `out` has room for 2 * `units` octets.
 */
struct text text_from_program(const uint16_t *from, size_t units, uint8_t *out);

/*
 * Looks for what no dialable address may hold here, before anything is done with it.
 * Returns 0 or LINEERR_DIALPROMPT, DIALDIALTONE, DIALQUIET, DIALBILLING, INVALADDRESS.
 * `units` is NULL for "no address". Source: TSPI lineMakeCall, LINEDEVCAPFLAGS_DIAL*.
 */
int32_t address_scan(const uint16_t *units);

bool text_equal(struct text a, struct text b);
bool party_equal(const struct party *a, const struct party *b);

/*
 * For the trace: ASCII, other characters as '?', at most `room` - 1 of them, terminated.
 * With `mask` all digits but the last two become 'x'.
 */
void text_for_trace(struct text text, bool mask, char *out, size_t room);

#endif
