/* What tapi32.dll and the telephony service agree on besides programs.idl. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include <stdint.h>

#define PROGRAMS_VERSION 1u
#define PROGRAMS_ENDPOINT L"tapisrv-stand-in" /* ncalrpc */

enum {
    PROGRAMS_MAX_ARGUMENTS = 1 << 18,
    PROGRAMS_MAX_RESULTS = 1 << 20,
    PROGRAMS_MAX_DIALOG = 1 << 16, /* octets of a parameter block of a dialog instance */
    PROGRAMS_MAX_DIALOGS = 16,     /* instances that a program has at once */
    PROGRAMS_NULL = -1             /* length of a text or of bytes that are NULL */
};

/* `found` of dialogNext; DIALOG_NULL: lpParams was NULL, the dialog is to close. */
enum { DIALOG_NOTHING, DIALOG_DATA, DIALOG_NULL };

enum program_function {
#define PROGRAM_CALL(name, arguments, results) PROGRAM_##name,
#include "programs.def"
#undef PROGRAM_CALL
    PROGRAM_FUNCTIONS
};

/*
 * Arguments and results are packed one after the other, as programs.def names them:
 *   n  a number, 4 octets, little-endian; handles too (HLINEAPP, HLINE, HCALL have 32 bits)
 *   t  a text: int32 count of UTF-16 units, the units without NUL, zeros up to a multiple of 4;
 *      count PROGRAMS_NULL and nothing else: a NULL pointer
 *   b  bytes: int32 count, the octets, zeros up to a multiple of 4; PROGRAMS_NULL likewise
 * A TAPI structure is `b`: as an argument its dwTotalSize octets; as a result its dwUsedSize
 * octets, while the argument `total` is the dwTotalSize of the program's buffer. Texts in
 * structures are UTF-16, sizes are those of the API version that the program uses. Results are
 * there only if the function returned no error. A request of an asynchronous function returns its
 * positive request id; new call handles are among its results at once, and are valid from the
 * LINE_REPLY on.
 */

/* A message for a program, 48 octets for both bitnesses. */
struct program_message {
    uint32_t app;     /* HLINEAPP it is for */
    uint32_t line;    /* HLINE whose callback instance goes with it, 0: none */
    uint32_t device;  /* hDevice: HLINE, HCALL or 0, by message */
    uint32_t message; /* LINE_… */
    uint64_t p1;
    uint64_t p2;
    uint64_t p3;
    uint64_t reserved; /* 0 */
};

#endif
