/* The service's own thread: reports callbacks in order, and does what they ask for outside of them.
 */
#ifndef TAPISRV_WORKER_H
#define TAPISRV_WORKER_H

#include "model.h"

enum report_kind { REPORT_COMPLETION, REPORT_EVENT, REPORT_CREATE, REPORT_DIALOG };

struct report {
    enum report_kind kind;
    struct request *request;
    struct provider *provider;
    struct line *line;
    struct call *call;
    struct dialog *dialog;
    DWORD message;
    DWORD_PTR p1;
    DWORD_PTR p2;
    DWORD_PTR p3;
};

void worker_start(void);
/* Queues a copy; never calls into a provider. */
void worker_post(const struct report *report);
/* Waits until everything queued so far is done; false after limit_ms. */
bool worker_flush(DWORD limit_ms);
/* Whether reports of LINE_CALLSTATE carry what TSPI_lineGetCallStatus says (default), or only the
 * event. */
void worker_ask_status(bool ask);

#endif
