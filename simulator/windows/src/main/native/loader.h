/* Providers: the registry, loading, initialisation, shutdown. */
#ifndef TAPISRV_LOADER_H
#define TAPISRV_LOADER_H

#include "model.h"

void loader_start(void);
/* Adds the registry values, as lineAddProvider does after the provider's own TUISPI_providerInstall
 * has succeeded. */
LONG loader_add(const wchar_t *file, bool install, DWORD *permanent_id);
/* Removes the registry values, after TUISPI_providerRemove. */
LONG loader_remove(DWORD permanent_id, bool install);
/* The UI DLL that a provider's file names; LINEERR_OPERATIONUNAVAIL if it names none. */
LONG loader_ui_file(const wchar_t *file, wchar_t name[MAX_PATH]);
/* The last step of lineAddProvider: the registry; a running service loads it and tells programs. */
LONG loader_enter(const wchar_t *file, DWORD permanent_id);
/* Closes the provider's lines, tells programs, shuts it down. */
void loader_stop(struct provider *provider);
/* Loads and initialises all registered providers; versions are offered from 1.3 to highest.
 * Nothing is done if that was done before. */
void loader_init(DWORD highest);
/* Closes what is open and shuts all providers down; unload also frees the DLLs. */
void loader_shutdown(bool unload);
bool loader_running(void);
/* LINE_CREATE, outside of the callback. */
struct line *loader_create_line(struct provider *provider, DWORD_PTR temporary_id);

#endif
