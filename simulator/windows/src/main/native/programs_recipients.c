/* Assisted Telephony: requests to make a call, and who takes them. Source: tapiRequestMakeCall,
 * lineRegisterRequestRecipient, lineGetRequest and LINE_REQUEST pages. */
#include "programs_functions.h"
#include "programs_priority.h"

#include <string.h>

enum { MAX_REQUESTS = 64 };

static LINEREQMAKECALLW waiting[MAX_REQUESTS];
static unsigned head;
static unsigned length;
static unsigned last_order;

LONG ask_register_recipient(struct ask *ask)
{
    DWORD modes = ask_number(ask, "requestMode");
    LONG problem = 0;
    if (modes == 0 || (modes & ~(DWORD)(LINEREQUESTMODE_MAKECALL | LINEREQUESTMODE_MEDIACALL))) {
        return (LONG)LINEERR_INVALREQUESTMODE;
    }
    model_lock();
    struct usage *usage = ask_usage(ask, "lineApp", &problem);
    if (usage && ask_number(ask, "enable")) {
        usage->request_modes |= modes;
        usage->request_instance = ask_number(ask, "instance");
        usage->request_order = ++last_order;
    } else if (usage) {
        usage->request_modes &= ~modes;
    }
    model_unlock();
    return problem;
}

static const struct usage *recipient(void)
{
    const struct usage *best = NULL;
    for (struct program *program = programs_first(); program; program = program->next) {
        for (const struct usage *usage = program->usages; usage; usage = usage->next) {
            if (!program->gone && !usage->closed &&
                (usage->request_modes & LINEREQUESTMODE_MAKECALL) &&
                (!best || priority_for_requests(usage, best))) {
                best = usage;
            }
        }
    }
    return best;
}

/* Longer texts are cut, as the page says. */
static void copy(wchar_t *to, size_t room, const wchar_t *text)
{
    if (text) {
        wcsncpy(to, text, room - 1);
    }
}

LONG ask_make_call_for_me(struct ask *ask)
{
    const wchar_t *number = ask_text(ask, "number");
    LONG result = 0;
    if (!number) {
        return TAPIERR_INVALPOINTER;
    }
    if (!*number || wcslen(number) >= TAPIMAXDESTADDRESSSIZE) {
        return TAPIERR_INVALDESTADDRESS;
    }
    model_lock();
    const struct usage *usage = recipient();
    if (!usage) {
        result = TAPIERR_NOREQUESTRECIPIENT;
    } else if (length == MAX_REQUESTS) {
        result = TAPIERR_REQUESTQUEUEFULL;
    } else {
        LINEREQMAKECALLW *request = &waiting[(head + length++) % MAX_REQUESTS];
        memset(request, 0, sizeof *request);
        copy(request->szDestAddress, TAPIMAXDESTADDRESSSIZE, number);
        copy(request->szAppName, TAPIMAXAPPNAMESIZE, ask_text(ask, "appName"));
        copy(request->szCalledParty, TAPIMAXCALLEDPARTYSIZE, ask_text(ask, "calledParty"));
        copy(request->szComment, TAPIMAXCOMMENTSIZE, ask_text(ask, "comment"));
        post_to_usage(usage, NULL, 0, LINE_REQUEST, LINEREQUESTMODE_MAKECALL, 0, 0);
    }
    model_unlock();
    return result;
}

static LONG take(struct ask *ask, const struct usage *usage, DWORD mode)
{
    if (mode != LINEREQUESTMODE_MAKECALL) {
        return (
            LONG)(mode == LINEREQUESTMODE_MEDIACALL ? LINEERR_NOREQUEST : LINEERR_INVALREQUESTMODE);
    }
    if (!(usage->request_modes & mode)) {
        return (LONG)LINEERR_NOTREGISTERED;
    }
    if (length == 0) {
        return (LONG)LINEERR_NOREQUEST;
    }
    results_bytes(ask->out, &waiting[head], sizeof waiting[head]);
    if (!ask_number(ask, "keep")) {
        head = (head + 1) % MAX_REQUESTS;
        length--;
    }
    return 0;
}

LONG ask_get_request(struct ask *ask)
{
    LONG result = 0;
    model_lock();
    const struct usage *usage = ask_usage(ask, "lineApp", &result);
    if (usage) {
        result = take(ask, usage, ask_number(ask, "requestMode"));
    }
    model_unlock();
    return result;
}
