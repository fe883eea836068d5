/* The parts of provider-check. */
#ifndef PROVIDER_CHECK_H
#define PROVIDER_CHECK_H

#include <windows.h>
#include <tapi.h>
#include <tspi.h>

#include <stdbool.h>

enum { WAIT_MS = 20000 };

#define ERR(name) ((LONG)LINEERR_##name)
#define FIND(type, name) ((type)(void *)find(name))

/* ---- provider_check.c ---- */
void check(bool held, const char *what);
/* What the DLL exports; the program ends if it does not. */
FARPROC find(const char *name);

/* ---- provider_ticket.c ---- */
void check_ticket(void);

#endif
