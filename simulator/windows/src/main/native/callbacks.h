/* What a provider calls: completions and events. They are checked, queued, and reported by the
 * worker. */
#ifndef TAPISRV_CALLBACKS_H
#define TAPISRV_CALLBACKS_H

#include "model.h"

struct stress {
    volatile LONG slow_ms;          /* each callback takes this long */
    volatile LONG null_new_calls;   /* so many LINE_NEWCALLs get no handle */
    volatile LONG close_during_new; /* so many LINE_NEWCALLs see CloseCall before they return */
    volatile LONG probe;            /* 1: another thread calls the provider during each callback */
    volatile LONG keep_failed;      /* 1: no CloseCall after a failed asynchronous MakeCall */
};
extern struct stress stress;

/* Bookkeeping around each callback. */
void callback_enter(struct provider *provider, const char *what);
void callback_leave(struct provider *provider, const struct line *line, const char *what);

void CALLBACK on_completion(DRV_REQUESTID id, LONG result);
void CALLBACK on_line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
/* The callback given to providerEnumDevices. */
void CALLBACK on_line_create(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
void CALLBACK on_phone_event(
    HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);

/* Requests (requests.c). */
void request_returned(struct request *request, LONG result, const DWORD_PTR *driver_calls);
/* Providers complete requests before their function returns: the handles of new calls are known
 * only after that. Waits for it, a few seconds at most. */
void request_await_return(const struct request *request);
/* Convicts requests of this call (or of this line, if call is NULL) that are still open. Model
 * locked. */
void requests_convict(const struct call *call, ULONG_PTR line_handle, const char *function);

/* LINE_CALLSTATE (callstate.c). Model locked. True if the call's state is now the new one. */
bool judge_state(struct call *call, DWORD_PTR state, DWORD_PTR mode, DWORD_PTR media);

#endif
