/* Messages of providers about dialog instances: whether they may come. */
#include "event.h"
#include "callbacks.h"
#include "programs_dialogs.h"
#include "rules.h"
#include "worker.h"

#include <wchar.h>

/* A drive and a folder, or a server: the file's name is a whole one. */
static bool fully_qualified(const wchar_t *name)
{
    size_t length = wcsnlen(name, MAX_PATH);
    return length > 3 && length < MAX_PATH &&
           ((name[1] == L':' && name[2] == L'\\') || (name[0] == L'\\' && name[1] == L'\\'));
}

static bool judge_params(const struct event *event, const TUISPICREATEDIALOGINSTANCEPARAMS *params)
{
    const char *wrong = NULL;
    if (event->call_handle || event->p2 || event->p3) {
        wrong = "with a call handle or further parameters";
    } else if (!params) {
        wrong = "without parameters";
    } else if (!params->lpszUIDLLName || !fully_qualified(params->lpszUIDLLName)) {
        wrong = "the UI DLL's name is not fully qualified";
    } else if (!params->lpParams && params->dwSize > 0) {
        wrong = "a size without a parameter block";
    }
    if (wrong) {
        violate(RULE_DIALOG_PARAMS, "%s", wrong);
    }
    return !wrong;
}

/* The pending request that it belongs to, or NULL. */
static const struct request *judge_request(const struct provider *provider, DWORD id)
{
    const struct request *request = request_find(id);
    if (!request || request->provider != provider) {
        violate(RULE_DIALOG_REQUEST, "request %lu was not made", (unsigned long)id);
    } else if (request->completed || request->state == REQUEST_REFUSED) {
        violate(RULE_DIALOG_REQUEST, "request %lu is over", (unsigned long)id);
    } else {
        return request;
    }
    return NULL;
}

static bool judge_provider(const struct provider *provider, DWORD_PTR driver)
{
    if (provider->shut_down) {
        violate(RULE_EVENT_SHUTDOWN, "LINE_CREATEDIALOGINSTANCE");
    } else if (!provider->functions[FN_providerFreeDialogInstance]) {
        violate(RULE_DIALOG_EXPORTS, "TSPI_providerFreeDialogInstance is missing");
    } else if (dialog_lives(provider, driver)) {
        violate(RULE_DIALOG_UNIQUE, "hdDlgInst %p", (void *)driver);
    } else {
        return true;
    }
    return false;
}

/* htDlgInst stays 0 if nothing came of it: TUISPICREATEDIALOGINSTANCEPARAMS page. */
static struct dialog *create(struct event *event, TUISPICREATEDIALOGINSTANCEPARAMS *params)
{
    const struct provider *provider =
        event_object(event->line_handle, HANDLE_PROVIDER, event->name, "hProvider");
    if (params) {
        params->htDlgInst = 0;
    }
    if (!provider || !judge_params(event, params) ||
        !judge_provider(provider, (DWORD_PTR)params->hdDlgInst)) {
        return NULL;
    }
    const struct request *request = judge_request(provider, params->dwRequestID);
    struct dialog *dialog = request ? dialog_new(request, params) : NULL;
    if (dialog) {
        params->htDlgInst = (HTAPIDIALOGINSTANCE)dialog->handle;
    }
    return dialog;
}

void event_create_dialog(struct event *event)
{
    model_lock();
    struct dialog *dialog = create(event, (TUISPICREATEDIALOGINSTANCEPARAMS *)event->p1);
    if (dialog && !dialog->program) {
        event->unshown = dialog;
    }
    model_unlock();
}

void event_send_dialog(const struct event *event)
{
    model_lock();
    struct dialog *dialog = dialog_find(event->line_handle);
    if (!dialog) {
        violate(RULE_DIALOG_UNKNOWN, "htDlgInst %p", (void *)event->line_handle);
    } else if (dialog->ended) {
        violate(RULE_DIALOG_FREED, "dialog instance %lu", (unsigned long)dialog->handle);
    } else if (event->call_handle || event->p3 || (!event->p1 && event->p2)) {
        violate(RULE_DIALOG_PARAMS, "data with a call handle, or a size without data");
    } else if (!dialog->ending) {
        dialog_send(dialog, (const void *)event->p1, (DWORD)event->p2);
    }
    model_unlock();
}

struct provider *event_dialog_provider(const struct event *event)
{
    bool truncated;
    const struct handle *found = handle_find(event->line_handle, &truncated);
    if (found && found->kind == HANDLE_PROVIDER) {
        return found->object;
    }
    const struct dialog *dialog = dialog_find(event->line_handle);
    return dialog ? dialog->provider : NULL;
}

void event_end_unshown(const struct event *event)
{
    if (event->unshown) {
        worker_post(&(struct report){
            .kind = REPORT_DIALOG, .provider = event->unshown->provider, .dialog = event->unshown});
    }
}
