/* Calls into a provider: on which thread they run, how long they take, what they may return. */
#ifndef TAPISRV_INVOKE_H
#define TAPISRV_INVOKE_H

#include "json.h"
#include "model.h"

enum { MAX_PARAMETERS = 13 };
enum fn_kind { KIND_SYNC, KIND_ASYNC, KIND_LOAD };

/* Who asks: a program (the call runs in a local RPC server routine), or the telephony service
 * itself (a plain thread). */
enum caller { CALLER_PROGRAM, CALLER_NONE };

struct invocation {
    struct provider *provider;
    enum fn function;
    enum caller caller;
    DWORD_PTR a[MAX_PARAMETERS];
    LONG result;
    /* Run on the calling thread just before the call, and as soon as the provider has returned; may
     * be NULL. */
    void (*before)(struct invocation *invocation);
    void (*after)(struct invocation *invocation);
    void *context;
};

const char *fn_name(enum fn function);
enum fn_kind fn_kind(enum fn function);
/* FN_COUNT if there is no such function; name without TSPI_. */
enum fn fn_find(const char *name);

/* Looks up all functions of a module. */
void tspi_bind(struct provider *provider);
/* Calls the function and judges what can be judged from outside. LINEERR_OPERATIONUNAVAIL if it is
 * not exported. */
LONG tspi_call(struct invocation *invocation);
/* The same, on the running thread; for the RPC server routine and the service's own threads. */
void tspi_perform(struct invocation *invocation);

/* Longest allowed duration in milliseconds, of ordinary and of load functions. */
void tspi_limits(int64_t ordinary_ms, int64_t load_ms);
void timings_write(struct out *out);

#endif
