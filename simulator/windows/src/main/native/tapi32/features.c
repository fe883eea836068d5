/* Transfer, conference, pickup, park, forward, call completion, device-specific functions. */
#include "apps.h"
#include "request.h"

static DWORD version_of(HLINE handle)
{
    struct line line;
    return line_find(handle, &line) ? line.version : 0;
}

static LONG consult(enum program_function function, HCALL call, HCALL *made,
    const LINECALLPARAMS *params, enum form form)
{
    struct request request = request_of_call(function, call);
    put_call_params(&request, params, form, 0);
    want_number(&request, made);
    return request_run(&request);
}

LONG WINAPI lineSetupTransferA(HCALL call, LPHCALL made, LPLINECALLPARAMS const params)
{
    return consult(PROGRAM_lineSetupTransfer, call, made, params, ANSI);
}

LONG WINAPI lineSetupTransferW(HCALL call, LPHCALL made, LPLINECALLPARAMS const params)
{
    return consult(PROGRAM_lineSetupTransfer, call, made, params, WIDE);
}

LONG WINAPI linePrepareAddToConferenceA(HCALL call, LPHCALL made, LPLINECALLPARAMS const params)
{
    return consult(PROGRAM_linePrepareAddToConference, call, made, params, ANSI);
}

LONG WINAPI linePrepareAddToConferenceW(HCALL call, LPHCALL made, LPLINECALLPARAMS const params)
{
    return consult(PROGRAM_linePrepareAddToConference, call, made, params, WIDE);
}

LONG WINAPI lineCompleteTransfer(HCALL call, HCALL consult_call, LPHCALL conference, DWORD mode)
{
    struct request request = request_of_call(PROGRAM_lineCompleteTransfer, call);
    bool wanted = mode == LINETRANSFERMODE_CONFERENCE;
    put_number(&request, consult_call);
    put_number(&request, mode);
    put_number(&request, wanted);
    if (wanted) {
        want_number(&request, conference);
    } else {
        want_nothing(&request);
    }
    return request_run(&request);
}

static LONG set_up_conference(HCALL call, HLINE line, HCALL *const made[2], DWORD parties,
    const LINECALLPARAMS *params, enum form form)
{
    struct request request = request_of_call(PROGRAM_lineSetupConference, call);
    put_number(&request, line);
    put_number(&request, parties);
    put_call_params(&request, params, form, version_of(line));
    want_number(&request, made[0]);
    want_number(&request, made[1]);
    return request_run(&request);
}

LONG WINAPI lineSetupConferenceA(HCALL call, HLINE line, LPHCALL conference, LPHCALL consult_call,
    DWORD parties, LPLINECALLPARAMS const params)
{
    HCALL *made[] = {conference, consult_call};
    return set_up_conference(call, line, made, parties, params, ANSI);
}

LONG WINAPI lineSetupConferenceW(HCALL call, HLINE line, LPHCALL conference, LPHCALL consult_call,
    DWORD parties, LPLINECALLPARAMS const params)
{
    HCALL *made[] = {conference, consult_call};
    return set_up_conference(call, line, made, parties, params, WIDE);
}

static LONG pick_up(HLINE line, DWORD address, HCALL *call, struct text number, struct text group)
{
    struct request request = request_of_line(PROGRAM_linePickup, line);
    put_number(&request, address);
    put_text(&request, number);
    put_text(&request, group);
    want_number(&request, call);
    return request_run(&request);
}

LONG WINAPI linePickupA(HLINE line, DWORD address, LPHCALL call, LPCSTR number, LPCSTR group)
{
    return pick_up(line, address, call, (struct text){number, ANSI}, (struct text){group, ANSI});
}

LONG WINAPI linePickupW(HLINE line, DWORD address, LPHCALL call, LPCWSTR number, LPCWSTR group)
{
    return pick_up(line, address, call, (struct text){number, WIDE}, (struct text){group, WIDE});
}

/* The address comes back only from a non-directed park; then the buffer must be there. */
static LONG park(HCALL call, DWORD mode, struct text address, VARSTRING *found)
{
    struct request request = request_of_call(PROGRAM_linePark, call);
    put_number(&request, mode);
    put_text(&request, address);
    if (mode == LINEPARKMODE_NONDIRECTED) {
        put_total(&request, found, &layout_varstring);
        want_structure(&request, found, &layout_varstring, address.form);
    } else {
        put_number(&request, 0);
    }
    return request_run(&request);
}

LONG WINAPI lineParkA(HCALL call, DWORD mode, LPCSTR address, LPVARSTRING found)
{
    return park(call, mode, (struct text){address, ANSI}, found);
}

LONG WINAPI lineParkW(HCALL call, DWORD mode, LPCWSTR address, LPVARSTRING found)
{
    return park(call, mode, (struct text){address, WIDE}, found);
}

static LONG unpark(HLINE line, DWORD address, HCALL *call, struct text number)
{
    struct request request = request_of_line(PROGRAM_lineUnpark, line);
    put_number(&request, address);
    put_needed_text(&request, number);
    want_number(&request, call);
    return request_run(&request);
}

LONG WINAPI lineUnparkA(HLINE line, DWORD address, LPHCALL call, LPCSTR number)
{
    return unpark(line, address, call, (struct text){number, ANSI});
}

LONG WINAPI lineUnparkW(HLINE line, DWORD address, LPHCALL call, LPCWSTR number)
{
    return unpark(line, address, call, (struct text){number, WIDE});
}

/* The rest of lineForward's arguments. */
struct forwarding {
    DWORD all;
    DWORD address;
    const LINEFORWARDLIST *list;
    DWORD rings;
    HCALL *consult_call;
    const LINECALLPARAMS *params;
    enum form form;
};

static LONG forward(HLINE line, const struct forwarding *forwarding)
{
    DWORD version = version_of(line);
    struct request request = request_of_line(PROGRAM_lineForward, line);
    put_number(&request, forwarding->all);
    put_number(&request, forwarding->address);
    put_forward_list(&request, forwarding->list, forwarding->form, version);
    put_number(&request, forwarding->rings);
    put_number(&request, 1);
    put_call_params(&request, forwarding->params, forwarding->form, version);
    want_number(&request, forwarding->consult_call);
    return request_run(&request);
}

LONG WINAPI lineForwardA(HLINE line, DWORD all, DWORD address, LPLINEFORWARDLIST const list,
    DWORD rings, LPHCALL consult_call, LPLINECALLPARAMS const params)
{
    struct forwarding forwarding = {all, address, list, rings, consult_call, params, ANSI};
    return forward(line, &forwarding);
}

LONG WINAPI lineForwardW(HLINE line, DWORD all, DWORD address, LPLINEFORWARDLIST const list,
    DWORD rings, LPHCALL consult_call, LPLINECALLPARAMS const params)
{
    struct forwarding forwarding = {all, address, list, rings, consult_call, params, WIDE};
    return forward(line, &forwarding);
}

LONG WINAPI lineCompleteCall(HCALL call, LPDWORD completion, DWORD mode, DWORD message)
{
    struct request request = request_of_call(PROGRAM_lineCompleteCall, call);
    put_number(&request, mode);
    put_number(&request, message);
    want_number(&request, completion);
    return request_run(&request);
}

LONG WINAPI lineUncompleteCall(HLINE line, DWORD completion)
{
    struct request request = request_of_line(PROGRAM_lineUncompleteCall, line);
    put_number(&request, completion);
    return request_run(&request);
}

LONG WINAPI lineDevSpecific(HLINE line, DWORD address, HCALL call, LPVOID params, DWORD size)
{
    struct request request = request_of_line(PROGRAM_lineDevSpecific, line);
    put_number(&request, address);
    put_number(&request, call);
    put_bytes(&request, params, size);
    want_bytes(&request, params, size);
    return request_run(&request);
}

LONG WINAPI lineDevSpecificFeature(HLINE line, DWORD feature, LPVOID params, DWORD size)
{
    struct request request = request_of_line(PROGRAM_lineDevSpecificFeature, line);
    put_number(&request, feature);
    put_bytes(&request, params, size);
    want_bytes(&request, params, size);
    return request_run(&request);
}
