/* Arguments and results of programs' requests, packed as programs/programs.h says. */
#ifndef TAPISRV_PROGRAMS_PACK_H
#define TAPISRV_PROGRAMS_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

enum { MAX_VALUES = 12 };

struct value {
    const char *name; /* in the specification, ended by a blank or NUL */
    char letter;
    DWORD number;
    wchar_t *text;             /* with NUL, or NULL */
    const unsigned char *data; /* of bytes, or NULL */
    DWORD size;                /* of data, in bytes */
};

struct arguments {
    struct value values[MAX_VALUES];
    unsigned count;
};

struct results {
    unsigned char *data;
    size_t room;
    size_t used;
    bool full; /* something did not fit */
};

/* False if the octets are not what the specification demands. arguments_free in any case. */
bool arguments_read(
    struct arguments *arguments, const char *specification, const void *data, size_t size);
void arguments_free(struct arguments *arguments);
/* The named argument; the name is one of the specification. */
const struct value *argument(const struct arguments *arguments, const char *name);

void results_number(struct results *results, DWORD number);
void results_text(struct results *results, const wchar_t *text);
void results_bytes(struct results *results, const void *data, size_t size);

#endif
