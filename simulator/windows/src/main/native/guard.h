/*
 * Buffers that end where an inaccessible page begins. Writing behind one, writing to an input, or
 * reading an input after its call are reported as broken rules; the access is then let through, so
 * that the run goes on. A crash of a provider ends the process with a line of its own and exit
 * code 3.
 */
#ifndef TAPISRV_GUARD_H
#define TAPISRV_GUARD_H

#include <stdbool.h>
#include <windows.h>

void guard_start(void);
/* A buffer of size bytes, filled with GUARD_FILL; what is named in reports. NULL if memory is out.
 */
void *guard_alloc(size_t size, const char *what);
/* Seals a buffer as an input: read only. */
void guard_seal(void *buffer);
/* Ends a buffer; an input stays reserved for some time, so that late readers are noticed. */
void guard_free(void *buffer);
/* A sealed copy. */
void *guard_copy(const void *data, size_t size, const char *what);
/* Code in this module counts as the provider's when it crashes. */
void guard_watch(HMODULE module);
/* Marks the running thread as inside (or outside) a provider's function. */
void guard_inside(const char *function);

enum { GUARD_FILL = 0xA5 };

#endif
