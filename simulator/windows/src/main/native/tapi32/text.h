/* The program's code page. */
#ifndef TAPI32_TEXT_H
#define TAPI32_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Octets that `units` units have; written to `out` if that is not NULL and has `room` for them. */
size_t text_to_ansi(const uint16_t *text, size_t units, char *out, size_t room);
/* Units that `length` octets have; written to `out` if that is not NULL and has `room` for them. */
size_t text_to_wide(const char *text, size_t length, uint16_t *out, size_t room);
/* A copy of a text with NUL; malloc. NULL for NULL, or without memory. */
uint16_t *text_wide_copy(const char *text);

#endif
