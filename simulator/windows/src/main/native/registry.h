/* The registry section of telephony providers. Source: KB Q124075, lineAddProvider page. */
#ifndef TAPISRV_REGISTRY_H
#define TAPISRV_REGISTRY_H

#include <windows.h>
#include <stdbool.h>

struct entry {
    DWORD id;
    wchar_t file[MAX_PATH];
};

/* Reads up to room entries in their order, returns how many. */
int registry_read(struct entry *entries, int room);
bool registry_write(const struct entry *entries, int count);
/* The next permanent id, counted up at each call. */
DWORD registry_next_id(void);

#endif
