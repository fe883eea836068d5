/*
 * A small telephony service provider with two lines and no telephone. It exists to test the
 * stand-in: good.tsp keeps every rule; faulty.tsp breaks the one rule that the environment variable
 * FAULT names, by the rule's id.
 *
 * A program plays the exchange through lineDevSpecific: "ring" brings a call, "create" another
 * line, "whoami" succeeds if the caller can be impersonated, "whois" in a struct who is answered
 * with what the caller's token says, and "dialog:" starts a dialog (dialogs.c).
 */
#ifndef TEST_PROVIDER_H
#define TEST_PROVIDER_H

#include <stdbool.h>
#include <windows.h>
#include <tspi.h>

#ifdef FAULTY
bool fault(const char *rule);
#else
#define fault(rule) false
#endif

enum { MAX_CALLS = 64, MAX_LINES = 3 };

struct who {
    DWORD error; /* of Windows; the rest is 0 then */
    DWORD session;
    BYTE sid[SECURITY_MAX_SID_SIZE];
};

struct line {
    DWORD device;
    bool open;
    HTAPILINE handle;
    DWORD version;
    DWORD media_modes;
};

struct call {
    bool used;
    bool announced; /* the telephony service knows it */
    bool closed;
    bool outgoing;
    struct line *line;
    HTAPICALL handle;
    DWORD state;
    unsigned pending; /* completions that wait */
    wchar_t number[64];
};

/* provider.c */
extern struct line lines[MAX_LINES];
extern DWORD line_count;
extern HPROVIDER provider_handle;
extern LINEEVENT create_line;
extern ASYNC_COMPLETION complete;
extern LINEEVENT line_event;
struct line *line_of(DWORD device);
/* Whether the thread serves an RPC client whom it may impersonate. */
bool has_caller(void);

/* calls.c */
struct call *call_of(HDRVCALL handle);
HDRVCALL handle_of(const struct call *call);
void ring(struct line *line);
DWORD features_of(const struct call *call);
void calls_forget(void);

/* sender.c: one thread makes all callbacks, in order, without the lock. */
extern CRITICAL_SECTION lock;
void sender_start(void);
void sender_stop(void);
void send_completion(struct call *call, DRV_REQUESTID request, LONG result);
void send_event(
    struct line *line, struct call *call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
void send_state(struct call *call, DWORD state, DWORD mode);
void send_new_call(struct call *call);
void send_line(void);
/* Runs on the sender's thread, where callbacks may be made. */
void send_work(void (*work)(DWORD_PTR argument), DWORD_PTR argument);
/* Waits until no completion is pending and no callback runs for this call; false after a second.
 * Lock held. */
bool sender_settle(const struct call *call);
bool sender_settle_line(const struct line *line);

/* dialogs.c */
void dialog_ask(struct line *line, DRV_REQUESTID request, const char *mode, DWORD size);
/* Completes what requests of this line still wait for a dialog. */
void dialogs_finish(const struct line *line);
void dialogs_forget(void);

#endif
