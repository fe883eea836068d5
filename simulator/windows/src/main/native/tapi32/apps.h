/*
 * What a program has got from TAPI: its usages of TAPI ("apps", HLINEAPP) and open lines. Safe for
 * use by several threads.
 */
#ifndef TAPI32_APPS_H
#define TAPI32_APPS_H

#include "../programs/programs.h"

#include <stdbool.h>
#include <windows.h>
#include <tapi.h>

enum {
    /* A program that leaves more messages unread loses the newest. */
    APP_MAX_MESSAGES = 1 << 14
};

/* How an app hears of messages: LINEINITIALIZEEXOPTION_. */
enum notification {
    BY_WINDOW = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW,
    BY_EVENT = LINEINITIALIZEEXOPTION_USEEVENT,
    BY_PORT = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT
};

struct app {
    HLINEAPP handle;
    enum notification notification;
    DWORD version;         /* highest API version of the program */
    LINECALLBACK callback; /* by window */
    HWND window;
    HANDLE event; /* by event; manual reset, set while there are messages */
    HANDLE port;  /* by completion port; the program's */
    DWORD key;
    volatile DWORD request_instance; /* lineRegisterRequestRecipient's, goes with LINE_REQUEST */
    CRITICAL_SECTION lock;           /* of what follows */
    LINEMESSAGE *messages;           /* a ring */
    unsigned first, count, room;
    bool posted; /* a window message is under way */
    bool ended;
    LONG references;
};

/* An app that knows no handle yet, with one reference. NULL: no memory. */
struct app *app_new(enum notification notification, DWORD version);
void app_release(struct app *app);

/* Puts an app in the table; false: no memory. The table has a reference of its own. */
bool app_enter(struct app *app, HLINEAPP handle);
/* Takes it out with all its lines; NULL if it is not there, else the caller's reference. */
struct app *app_leave(HLINEAPP handle);
/* The app with a reference, or NULL. */
struct app *app_find(HLINEAPP handle);
unsigned app_count(void);
/* Calls `visit` for each app, with no lock held. */
void app_each(void (*visit)(struct app *app));
/* 0, LINEERR_UNINITIALIZED, LINEERR_INVALAPPHANDLE or LINEERR_REINIT. */
LONG app_check(HLINEAPP handle);
/* As app_check for functions without an app's handle. */
LONG app_check_any(void);

struct line {
    HLINE handle;
    HLINEAPP app;
    DWORD_PTR instance;
    DWORD version;
};

bool line_enter(const struct line *line);
void line_leave(HLINE handle);
bool line_find(HLINE handle, struct line *line);
/* 0, LINEERR_UNINITIALIZED, LINEERR_INVALLINEHANDLE or LINEERR_REINIT. */
LONG line_check(HLINE handle);

/*
 * A function that makes handles holds this from its request until they are in the tables; the
 * receiver passes through it before it takes a handle for unknown.
 */
void making_begin(void);
void making_end(void);
void making_await(void);
/* Whether nothing is being made and there is no app. */
bool making_none(void);

#endif
