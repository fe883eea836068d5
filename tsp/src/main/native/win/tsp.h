/* The Windows half: threads, the pipe, and TAPI's entry points around the portable core. */
#ifndef ISHMAEL_TSP_H
#define ISHMAEL_TSP_H

#include <windows.h>
#include <tapi.h>
#include <tspi.h>

#include "../core/caller.h"
#include "../core/provider.h"
#include "../core/server.h"

/* ---- runtime.c: one instance from providerEnumDevices to providerShutdown ---- */
struct runtime {
    SRWLOCK lock;               /* guards `provider`; never held during a callback or I/O */
    CONDITION_VARIABLE changed; /* for the sender: something may be deliverable */
    CONDITION_VARIABLE settled; /* something was delivered, or the link's state changed */
    struct provider provider;
    HANDLE stop;      /* manual reset: both threads end */
    HANDLE link_wake; /* auto reset: frames to write */
    HANDLE link_thread;
    HANDLE sender_thread;
    DWORD sender_id;
    bool stopping;
    bool link_told;               /* the link thread looks for frames by itself */
    uint64_t sender_sleeps_until; /* 0 while it is awake */
    unsigned attempts;            /* to connect, that are over */
    bool hopeful;                 /* as of the last attempt a gateway is there or may soon be */
};

enum { ENUM_WAIT_MS = 1500, CLOSE_WAIT_MS = 2000, THREAD_WAIT_MS = 5000 };

/* Begins use by a TSPI call: NULL if the provider is not started. Pair with runtime_leave. */
struct runtime *runtime_enter(void);
void runtime_leave(void);
/* Starts threads unless they run. False without resources. */
bool runtime_start(void);
/* Ends the instance if it is `owner`'s. */
void runtime_stop(uint32_t owner);
void runtime_lock(struct runtime *runtime);
/* Unlocks and wakes who has to do with what changed; nobody after a mere question. */
void runtime_unlock(struct runtime *runtime);
/* Whether the caller must set link_wake after it has unlocked. With the lock held. */
bool runtime_owes_link(struct runtime *runtime);
/*
 * Waits, limited, for what a closing owes (see provider_closing); called with the lock held.
 * `since` is the mark from before the closing.
 */
void runtime_wait_closed(struct runtime *runtime, uint64_t since, uintptr_t handle);
/* Waits, limited, for the first snapshot if there is a gateway; called with the lock held. */
void runtime_wait_lines(struct runtime *runtime);
uint64_t runtime_now(void);

DWORD WINAPI sender_main(void *runtime);
DWORD WINAPI link_main(void *runtime);
/* The full path of this DLL. */
bool module_path(wchar_t path[MAX_PATH]);
/* Ends a thread of ours and gives back its hold on the module. */
void thread_end(void);

/* ---- pipe.c ---- */
struct pipe_failure {
    DWORD error;                 /* ERROR_FILE_NOT_FOUND: no gateway */
    enum server_verdict verdict; /* on the server, if there is one */
    DWORD server;                /* the process that made the pipe, as far as known */
    DWORD service;               /* the process of the gateway's service, as far as known */
};

/* INVALID_HANDLE_VALUE: `failure` says why. The server has not been told anything then. */
HANDLE pipe_connect(struct pipe_failure *failure);

/* ---- identity.c ---- */
void identity_probe(struct caller *out);
/* WIRE_TICKET random octets. */
bool ticket_make(uint8_t *out);

/* ---- settings.c: HKLM\Software\Ishmael, 64-bit view ---- */
enum { SETTING_UNITS = 256 };
/* False: not there; `out` is untouched. */
bool setting_text(const wchar_t *name, wchar_t *out, DWORD units);
bool setting_number(const wchar_t *name, DWORD *out);
/* The key, open for notification, or NULL. */
HKEY settings_key(void);

/* ---- admin_program.c ---- */
enum admin_start { ADMIN_STARTED, ADMIN_NOT_INSTALLED, ADMIN_FAILED };
/* Starts the program that the setting AdminProgram names, as the user, without a shell. */
enum admin_start admin_program_start(DWORD *error);

/* ---- trace.c ---- */
enum trace_level { TRACE_OFF, TRACE_NORMAL, TRACE_VERBOSE };
void trace_configure(void);
/* In a program's process: to the debugger only, the file is the telephony service's. */
void trace_configure_ui(void);
bool trace_wants(enum trace_level level);
bool trace_masks(void);
void trace(enum trace_level level, const char *format, ...)
    __attribute__((format(ms_printf, 2, 3)));
void trace_frame(const char *direction, const uint8_t *octets, size_t length);
void trace_delivery(const struct delivery *delivery, const char *when);
/* Traces the end of a TSPI function and hands its result on. */
LONG traced(const char *function, uintptr_t subject, LONG result);

#endif
