/* The parts of pipe-check. */
#ifndef PIPE_CHECK_H
#define PIPE_CHECK_H

#include <windows.h>

#include <stdbool.h>

enum { WAIT_MS = 30000, STEP_MS = 50, ROOM = 65536 };

static const wchar_t of_system[] = L"O:SYD:(A;;GA;;;WD)";

/* ---- pipe_check.c ---- */
extern HMODULE dll; /* the provider */
void check(bool held, const char *what);
bool provider_starts(void);
bool provider_ends(void);

/* ---- pipe_ends.c ---- */
enum { SILENT = -1, CLOSED = 0 }; /* or how many octets came */

HANDLE make_pipe(const wchar_t *name, const wchar_t *sddl);
/* A client that has gone again has come too. */
bool client_comes(HANDLE pipe);
int read_some(HANDLE pipe, BYTE *octets);
bool write_all(HANDLE pipe, const BYTE *octets, DWORD size);
/* The type of the frame that begins here. */
int frame_type(const BYTE *octets, int count);

/* ---- pipe_service.c ---- */
/* Arguments: MODE PIPE FILE. */
int service_run(wchar_t **arguments);
bool service_start(const wchar_t *name, const wchar_t *mode, const wchar_t *pipe,
    const wchar_t *file, DWORD *process);
bool service_stop(const wchar_t *name, bool remove);

/* ---- pipe_arguments.c ---- */
/* What the provider tells Windows when it opens its pipes. */
void check_arguments(const wchar_t *line_pipe);

#endif
