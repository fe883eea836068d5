/* Threads of a provider. */
#ifndef TAPISRV_LEFTOVERS_H
#define TAPISRV_LEFTOVERS_H

#include <stdbool.h>
#include <windows.h>

/* True if no thread that was started in this module (or through the C runtime) is left. */
bool threads_judge(HMODULE module);
/* How many there are. */
int threads_count(HMODULE module);

#endif
