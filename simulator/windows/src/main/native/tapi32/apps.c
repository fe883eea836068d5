#include "apps.h"

#include "service.h"

#include <stdlib.h>

static SRWLOCK lock = SRWLOCK_INIT; /* of both tables */
static SRWLOCK making = SRWLOCK_INIT;
static struct app **apps;
static unsigned app_total, app_room;
static struct line *lines;
static unsigned line_total, line_room;

struct app *app_new(enum notification notification, DWORD version)
{
    struct app *app = calloc(1, sizeof *app);
    if (app) {
        app->notification = notification;
        app->version = version;
        app->references = 1;
        InitializeCriticalSection(&app->lock);
    }
    return app;
}

void app_release(struct app *app)
{
    if (InterlockedDecrement(&app->references) == 0) {
        if (app->event) {
            CloseHandle(app->event);
        }
        DeleteCriticalSection(&app->lock);
        free(app->messages);
        free(app);
    }
}

static void *with_room(void *table, unsigned total, unsigned *room, size_t size)
{
    if (total < *room) {
        return table;
    }
    void *larger = realloc(table, (size_t)(*room + 8) * 2 * size);
    if (larger) {
        *room = (*room + 8) * 2;
    }
    return larger;
}

bool app_enter(struct app *app, HLINEAPP handle)
{
    AcquireSRWLockExclusive(&lock);
    struct app **table = with_room(apps, app_total, &app_room, sizeof *apps);
    if (table) {
        apps = table;
        app->handle = handle;
        InterlockedIncrement(&app->references);
        apps[app_total++] = app;
    }
    ReleaseSRWLockExclusive(&lock);
    return table != NULL;
}

struct app *app_leave(HLINEAPP handle)
{
    struct app *found = NULL;
    AcquireSRWLockExclusive(&lock);
    for (unsigned i = 0; i < app_total && !found; i++) {
        if (apps[i]->handle == handle) {
            found = apps[i];
            apps[i] = apps[--app_total];
        }
    }
    for (unsigned i = line_total; i-- > 0;) {
        if (lines[i].app == handle) {
            lines[i] = lines[--line_total];
        }
    }
    ReleaseSRWLockExclusive(&lock);
    return found;
}

struct app *app_find(HLINEAPP handle)
{
    struct app *found = NULL;
    AcquireSRWLockShared(&lock);
    for (unsigned i = 0; i < app_total && !found; i++) {
        if (apps[i]->handle == handle) {
            found = apps[i];
            InterlockedIncrement(&found->references);
        }
    }
    ReleaseSRWLockShared(&lock);
    return found;
}

unsigned app_count(void)
{
    AcquireSRWLockShared(&lock);
    unsigned count = app_total;
    ReleaseSRWLockShared(&lock);
    return count;
}

void app_each(void (*visit)(struct app *app))
{
    AcquireSRWLockShared(&lock);
    unsigned count = app_total;
    struct app **copy = malloc((count + 1) * sizeof *copy);
    for (unsigned i = 0; copy && i < count; i++) {
        copy[i] = apps[i];
        InterlockedIncrement(&copy[i]->references);
    }
    ReleaseSRWLockShared(&lock);
    for (unsigned i = 0; copy && i < count; i++) {
        visit(copy[i]);
        app_release(copy[i]);
    }
    free(copy);
}

LONG app_check_any(void)
{
    if (app_count() == 0) {
        return (LONG)LINEERR_UNINITIALIZED;
    }
    return service_lost() ? (LONG)LINEERR_REINIT : 0;
}

LONG app_check(HLINEAPP handle)
{
    LONG result = app_check_any();
    if (result == 0 || result == (LONG)LINEERR_REINIT) {
        struct app *app = app_find(handle);
        if (!app) {
            return (LONG)LINEERR_INVALAPPHANDLE;
        }
        app_release(app);
    }
    return result;
}

bool line_enter(const struct line *line)
{
    AcquireSRWLockExclusive(&lock);
    struct line *table = with_room(lines, line_total, &line_room, sizeof *lines);
    if (table) {
        lines = table;
        lines[line_total++] = *line;
    }
    ReleaseSRWLockExclusive(&lock);
    return table != NULL;
}

void line_leave(HLINE handle)
{
    AcquireSRWLockExclusive(&lock);
    for (unsigned i = line_total; i-- > 0;) {
        if (lines[i].handle == handle) {
            lines[i] = lines[--line_total];
        }
    }
    ReleaseSRWLockExclusive(&lock);
}

bool line_find(HLINE handle, struct line *line)
{
    bool found = false;
    AcquireSRWLockShared(&lock);
    for (unsigned i = 0; i < line_total && !found; i++) {
        if (lines[i].handle == handle) {
            *line = lines[i];
            found = true;
        }
    }
    ReleaseSRWLockShared(&lock);
    return found;
}

LONG line_check(HLINE handle)
{
    struct line line;
    LONG result = app_check_any();
    if (result != (LONG)LINEERR_UNINITIALIZED && !line_find(handle, &line)) {
        return (LONG)LINEERR_INVALLINEHANDLE;
    }
    return result;
}

void making_begin(void)
{
    AcquireSRWLockShared(&making);
}

void making_end(void)
{
    ReleaseSRWLockShared(&making);
}

void making_await(void)
{
    AcquireSRWLockExclusive(&making);
    ReleaseSRWLockExclusive(&making);
}

bool making_none(void)
{
    AcquireSRWLockExclusive(&making);
    bool none = app_count() == 0;
    ReleaseSRWLockExclusive(&making);
    return none;
}
