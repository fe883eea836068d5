/* What the telephony service knows: providers, lines, calls, requests, handles. Guarded by one lock
 * (model_lock). */
#ifndef TAPISRV_MODEL_H
#define TAPISRV_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <windows.h>
#include <tspi.h>

enum fn {
#define FN(name, parameters, kind) FN_##name,
#include "functions.def"
#undef FN
    FN_COUNT
};

enum { MAX_PROVIDERS = 16, MAX_LINES = 4096, MAX_OBJECTS = 1 << 18, MAX_CREATED = 2 };

enum version {
    VERSION_1_3 = 0x00010003,
    VERSION_1_4 = 0x00010004,
    VERSION_2_0 = 0x00020000,
    VERSION_2_1 = 0x00020001,
    VERSION_2_2 = 0x00020002,
    VERSION_3_0 = 0x00030000
};

struct provider {
    int index;
    wchar_t file[MAX_PATH];
    HMODULE module;
    void *functions[FN_COUNT];
    DWORD permanent_id;
    DWORD version;
    DWORD options;
    ULONG_PTR handle;
    DWORD line_base;
    DWORD line_count;
    bool initialised;
    bool shut_down;
    bool impersonates;       /* what it asks for the identity of a program leads to identity.c */
    volatile LONG callbacks; /* callbacks running now */
    CRITICAL_SECTION entry;  /* held around each call of a LINETSPIOPTION_NONREENTRANT provider */
};

/* What a line has announced; masks over all its addresses. */
struct caps {
    bool known;
    DWORD media_modes;
    DWORD line_states;
    DWORD line_features;
    DWORD call_states;
    DWORD dialtone_modes;
    DWORD busy_modes;
    DWORD special_info;
    DWORD disconnect_modes;
    DWORD connected_modes;
    DWORD offering_modes;
    DWORD call_info_states;
    DWORD address_states;
    DWORD call_features;
};

enum line_state { LINE_CLOSED, LINE_OPENING, LINE_OPEN, LINE_CLOSING };

struct line {
    DWORD device;
    struct provider *provider;
    bool removed;
    DWORD version; /* negotiated, of the open line or for the next open */
    enum line_state state;
    unsigned opens;
    ULONG_PTR handle; /* HTAPILINE of the present open, else 0 */
    DWORD_PTR driver; /* HDRVLINE */
    DWORD media_modes;
    bool media_set;
    DWORD media_thread;  /* the thread inside SetDefaultMediaDetection, else 0 */
    unsigned null_calls; /* LINE_NEWCALL answered with NULL since the line was opened */
    DWORD permanent_id;
    struct caps caps;
    /* Held while the line is opened or closed; never with the model's lock. */
    CRITICAL_SECTION gate;
    unsigned users;        /* functions of programs that run with this line */
    struct seat *seats;    /* programs that have it open (programs_model.h) */
    unsigned script_opens; /* by JSON commands, one synthetic program */
    DWORD script_media;
    DWORD script_line_states;
    DWORD script_address_states;
};

/* What a program said about a call that it made: it belongs to the service's part of LINECALLINFO.
 */
struct call_notes {
    wchar_t *displayable;
    wchar_t *called;
    wchar_t *comment;
};

struct call {
    int id;
    struct line *line;
    ULONG_PTR line_handle; /* of the open it belongs to */
    ULONG_PTR handle;
    DWORD_PTR driver; /* HDRVCALL, 0 while unknown */
    DWORD state;      /* 0 before the first LINE_CALLSTATE */
    DWORD_PTR mode;
    DWORD media;
    bool tentative; /* its request has not succeeded yet */
    bool failed;
    bool needs_state; /* announced, LINE_CALLSTATE must follow */
    bool closing;
    bool closed;
    unsigned users; /* calls into the provider that run with this call */
    bool shared;    /* programs have been given their handles */
    DWORD address;
    struct grip *grips; /* handles that programs have (programs_model.h) */
    struct call *conference;
    struct call_notes notes;
    wchar_t app_name[64]; /* of the program that made, answered or accepted it */
};

enum request_state { REQUEST_ISSUED, REQUEST_ACCEPTED, REQUEST_REFUSED };

struct request {
    DWORD id;
    enum fn function;
    struct provider *provider;
    struct line *line;
    ULONG_PTR line_handle;
    struct call *call; /* the call it is about, or NULL */
    struct call *created[MAX_CREATED];
    enum request_state state;
    bool completed;
    bool convicted; /* judged already: its completion breaks no further rule */
    LONG result;
    struct seat *asker; /* the program that waits for LINE_REPLY, or NULL */
    struct grip *about;
    struct grip *made[MAX_CREATED];
    void *output; /* kept for the provider until the completion, or NULL */
    unsigned output_users;
};

enum handle_kind { HANDLE_NONE, HANDLE_PROVIDER, HANDLE_LINE, HANDLE_CALL };

struct handle {
    ULONG_PTR value;
    enum handle_kind kind;
    void *object;
};

void model_start(void);
void model_lock(void);
void model_unlock(void);
/* Waits on a condition with the model's lock, which must be held just once; false after limit_ms.
 */
bool model_sleep(CONDITION_VARIABLE *condition, DWORD limit_ms);

/* Handles are never used twice in a run. Small ones look like 0x10300, big ones lie above 4 GB
 * (x64). */
void handles_small(bool small);
ULONG_PTR handle_new(enum handle_kind kind, void *object);
/* NULL if unknown; *truncated says that the value is the lower half of a known handle. */
const struct handle *handle_find(ULONG_PTR value, bool *truncated);

/* What calls and requests take; they are kept to the end of the process. Model locked. */
size_t model_octets(void);

struct provider *provider_at(int index);
int provider_count(void);
struct provider *provider_add(void);

struct line *line_add(DWORD device, struct provider *provider);
struct line *line_find(DWORD device);
struct line *line_at(int index);
int line_count(void);
void lines_clear(void);
DWORD next_device(void);

struct call *call_add(struct line *line);
struct call *call_find(int id);
int call_count(void);
/* Keeps a call from being closed while a function runs with it; false if it is closed or closing.
 * Model locked. */
bool call_use(struct call *call);
void call_release(struct call *call);
/* Waits until nobody uses the call; false after limit_ms. Model locked. */
bool call_wait_unused(struct call *call, DWORD limit_ms);

/* The same for a line, which must be open. */
bool line_use(struct line *line);
void line_release(struct line *line);
bool line_wait_unused(struct line *line, DWORD limit_ms);

/* Ids of requests count up from this one (1 … 0x7FFFFFFF). */
void requests_from(DWORD first);
struct request *request_add(enum fn function, struct line *line, struct call *call);
struct request *request_find(DWORD id);
/* Calls visit for each request that is accepted and not completed. */
void requests_open(void (*visit)(struct request *request, void *context), void *context);

#endif
