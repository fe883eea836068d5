/* Calls whose exceptions are caught: how a call over RPC tells that it was not made or lost. */
#ifndef TAPI32_GUARDED_H
#define TAPI32_GUARDED_H

#include <windows.h>

/*
 * Runs `work` and returns 0, or the code of the exception that RPC raised in it. Exceptions of the
 * processor (access violations and the like) are not caught.
 */
DWORD guarded(void (*work)(void *), void *argument);

#endif
