/* Fuzz targets: octets in, and abort() or a sanitizer's report if something is wrong. */
#ifndef ISHMAEL_FUZZ_H
#define ISHMAEL_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Octets from a gateway, cut into frames, and a TAPI that does what the octets between say. */
void fuzz_provider(const uint8_t *octets, size_t size);
/* A line and a call as a gateway may send them, in structures of any version and size. */
void fuzz_fill(const uint8_t *octets, size_t size);
/* What a program passes with a call: LINECALLPARAMS and a number. */
void fuzz_params(const uint8_t *octets, size_t size);

#define MUST(condition) must((condition), #condition, __FILE__, __LINE__)

static inline void must(int held, const char *what, const char *file, int line)
{
    if (!held) {
        fprintf(stderr, "%s:%d: broken: %s\n", file, line, what);
        abort();
    }
}

#endif
