/* One callback of LINEEVENT while it is judged. */
#ifndef TAPISRV_EVENT_H
#define TAPISRV_EVENT_H

#include "model.h"

struct event {
    ULONG_PTR line_handle;
    ULONG_PTR call_handle;
    DWORD message;
    DWORD_PTR p1;
    DWORD_PTR p2;
    DWORD_PTR p3;
    const char *name;
    struct provider *provider;
    struct line *line;
    struct call *call;
    struct dialog *unshown; /* a dialog instance that nobody shows */
};

/* What TAPI gave that handle to; NULL: a violation, which is noted. */
const void *event_object(
    ULONG_PTR value, enum handle_kind kind, const char *name, const char *what);
/* These take what the handles mean, or note a violation and return false. Called with the lock. */
bool event_find_line(struct event *event);
/* After event_find_line. */
bool event_find_call(struct event *event);
/* Notes a violation if `value` is not 0. */
void event_zero(const struct event *event, DWORD_PTR value, const char *parameter);
/* Hands the event to the worker, which tells the script. */
void event_post(const struct event *event);

/* ---- new_call.c ---- */
void event_new_call(struct event *event);

/* ---- event_dialogs.c ---- */
void event_create_dialog(struct event *event);
void event_send_dialog(const struct event *event);
/* Whose message it is. Model locked. */
struct provider *event_dialog_provider(const struct event *event);
/* After the callback: an instance that nobody shows has ended. */
void event_end_unshown(const struct event *event);

#endif
