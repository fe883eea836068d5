/*
 * Dialog instances that a provider starts in this program: each has a thread for its dialog and one
 * for the data that come for it. Safe for use by several threads.
 */
#ifndef TAPI32_INSTANCES_H
#define TAPI32_INSTANCES_H

#include "../programs/programs.h"

#include <stdbool.h>
#include <windows.h>
#include <tapi.h>
#include <tspi.h>

/* A message of the service about an instance, which no app sees. Never waits for a dialog. */
bool instances_take(const struct program_message *message);
/* lineShutdown, or the service is lost: the dialogs of this usage are asked to close; they are not
 * waited for. */
void instances_close(HLINEAPP app);
/* Whether some dialog is still there. */
bool instances_any(void);

/* ---- dialogs.c ---- */

/* What a user interface file says to its provider; the buffer comes back changed. */
LONG CALLBACK dialog_tell_provider(DWORD_PTR id, DWORD kind, LPVOID data, DWORD size);

#endif
