/* How messages reach a program: window, event or completion port. */
#ifndef TAPI32_DELIVER_H
#define TAPI32_DELIVER_H

#include "apps.h"

/* Makes the app's window (of the calling thread) or event. False: the system gives none. */
bool deliver_start(struct app *app);
/* Nothing is delivered after it; waiting lineGetMessage calls end. From any thread. */
void deliver_end(struct app *app);
/* Hands a message over to the app. */
void deliver(struct app *app, const LINEMESSAGE *message);
/* The next message of an app with an event: lineGetMessage. */
LONG deliver_next(struct app *app, LINEMESSAGE *message, DWORD timeout_ms);

#endif
