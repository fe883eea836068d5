/* A telephony service with scripted answers, for the tests of tapi32.dll. */
#ifndef TEST_SERVICE_H
#define TEST_SERVICE_H

#include "pack.h"

#include <windows.h>
#include <tapi.h>

/* A program that is attached. */
struct attached {
    ULONG pid; /* several attachments of one process are one program */
    CRITICAL_SECTION lock;
    HANDLE there; /* an event: there are messages */
    struct program_message messages[256];
    unsigned count;
    unsigned apps;
    /* what lineMakeCall was told last */
    wchar_t number[128];
    wchar_t comment[128];
    DWORD media;
    DWORD last_line;
    DWORD last_app;
    DWORD recipient; /* of LINE_REQUEST */
};

void post(struct attached *program, DWORD line, DWORD device, DWORD message, const DWORD p[3]);
/* Performs one function: packs the results, which the caller frees. */
LONG answer(struct attached *program, enum program_function function, struct unpacker *arguments,
    struct packer *results);
/* Writes a line to standard output, which the test reads. */
void say(const char *format, ...);

#endif
