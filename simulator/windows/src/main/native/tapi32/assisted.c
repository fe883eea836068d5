/* Assisted telephony: requests, the programs that serve them, priorities. */
#include "apps.h"
#include "layout.h"
#include "request.h"
#include "text.h"

#include <string.h>

static LONG request_make_call(
    struct text number, struct text app, struct text party, struct text comment)
{
    struct request request = request_new(PROGRAM_tapiRequestMakeCall);
    if (!number.text || !text_readable(number)) {
        return TAPIERR_INVALPOINTER;
    }
    put_text(&request, number);
    put_text(&request, app);
    put_text(&request, party);
    put_text(&request, comment);
    if (request.error == (LONG)LINEERR_INVALPOINTER) {
        request.error = TAPIERR_INVALPOINTER;
    }
    LONG result = request_run(&request);
    /* LINEERR_ codes (the service is not there) are none of this function's. */
    return result < TAPIERR_MMCWRITELOCKED ? TAPIERR_REQUESTFAILED : result;
}

LONG WINAPI tapiRequestMakeCallA(LPCSTR number, LPCSTR app, LPCSTR party, LPCSTR comment)
{
    return request_make_call((struct text){number, ANSI}, (struct text){app, ANSI},
        (struct text){party, ANSI}, (struct text){comment, ANSI});
}

LONG WINAPI tapiRequestMakeCallW(LPCWSTR number, LPCWSTR app, LPCWSTR party, LPCWSTR comment)
{
    return request_make_call((struct text){number, WIDE}, (struct text){app, WIDE},
        (struct text){party, WIDE}, (struct text){comment, WIDE});
}

LONG WINAPI lineRegisterRequestRecipient(HLINEAPP app, DWORD instance, DWORD mode, DWORD enable)
{
    struct request request = request_of_app(PROGRAM_lineRegisterRequestRecipient, app);
    struct app *found = app_find(app);
    if (found && enable) {
        found->request_instance = instance; /* before the first LINE_REQUEST can come */
    }
    if (found) {
        app_release(found);
    }
    put_number(&request, instance);
    put_number(&request, mode);
    put_number(&request, enable);
    return request_run(&request);
}

static LONG get_request(HLINEAPP app, DWORD mode, LINEREQMAKECALLW *made)
{
    struct request request = request_of_app(PROGRAM_lineGetRequest, app);
    put_number(&request, mode);
    put_number(&request, 0);
    want_bytes(&request, made, sizeof *made);
    return request_run(&request);
}

/* Media calls were never served by TAPI 2; their structures have another shape. */
static LONG check_request(HLINEAPP app, DWORD mode, void *buffer, size_t size)
{
    LONG result = app_check(app);
    if (result == 0 && mode != LINEREQUESTMODE_MAKECALL) {
        result = mode == LINEREQUESTMODE_MEDIACALL ? (LONG)LINEERR_NOTREGISTERED
                                                   : (LONG)LINEERR_INVALREQUESTMODE;
    }
    return result == 0 && !writable(buffer, size) ? (LONG)LINEERR_INVALPOINTER : result;
}

LONG WINAPI lineGetRequestW(HLINEAPP app, DWORD mode, LPVOID buffer)
{
    LONG result = check_request(app, mode, buffer, sizeof(LINEREQMAKECALLW));
    return result ? result : get_request(app, mode, buffer);
}

/* Each text shortened to its field. */
static void narrow(const wchar_t *text, size_t room, char *out)
{
    size_t units = wcsnlen(text, room - 1);
    size_t length = 0;
    while (units > 0 && (length = text_to_ansi(text, units, NULL, 0)) > room - 1) {
        units--;
    }
    text_to_ansi(text, units, out, room - 1);
    out[units ? length : 0] = 0;
}

LONG WINAPI lineGetRequestA(HLINEAPP app, DWORD mode, LPVOID buffer)
{
    LINEREQMAKECALLW wide;
    struct linereqmakecall_tag *made = buffer;
    LONG result = check_request(app, mode, buffer, sizeof *made);
    result = result ? result : get_request(app, mode, &wide);
    if (result == 0) {
        narrow(wide.szDestAddress, sizeof made->szDestAddress, made->szDestAddress);
        narrow(wide.szAppName, sizeof made->szAppName, made->szAppName);
        narrow(wide.szCalledParty, sizeof made->szCalledParty, made->szCalledParty);
        narrow(wide.szComment, sizeof made->szComment, made->szComment);
    }
    return result;
}

static LONG get_priority(
    struct text app, DWORD media, DWORD mode, VARSTRING *extension, DWORD *priority)
{
    struct request request = request_new(PROGRAM_lineGetAppPriority);
    put_needed_text(&request, app);
    put_number(&request, media);
    put_number(&request, mode);
    if (media == LINEMEDIAMODE_UNKNOWN || extension) {
        put_total(&request, extension, &layout_varstring);
        want_number(&request, priority);
        want_structure(&request, extension, &layout_varstring, app.form);
    } else {
        put_number(&request, 0);
        want_number(&request, priority);
    }
    return request_run(&request);
}

LONG WINAPI lineGetAppPriorityA(LPCSTR app, DWORD media, LPLINEEXTENSIONID id, DWORD mode,
    LPVARSTRING extension, LPDWORD priority)
{
    (void)id;
    return get_priority((struct text){app, ANSI}, media, mode, extension, priority);
}

LONG WINAPI lineGetAppPriorityW(LPCWSTR app, DWORD media, LPLINEEXTENSIONID id, DWORD mode,
    LPVARSTRING extension, LPDWORD priority)
{
    (void)id;
    return get_priority((struct text){app, WIDE}, media, mode, extension, priority);
}

static LONG set_priority(
    struct text app, DWORD media, DWORD mode, struct text extension, DWORD priority)
{
    struct request request = request_new(PROGRAM_lineSetAppPriority);
    put_needed_text(&request, app);
    put_number(&request, media);
    put_number(&request, mode);
    put_text(&request, extension);
    put_number(&request, priority);
    return request_run(&request);
}

LONG WINAPI lineSetAppPriorityA(
    LPCSTR app, DWORD media, LPLINEEXTENSIONID id, DWORD mode, LPCSTR extension, DWORD priority)
{
    (void)id;
    return set_priority(
        (struct text){app, ANSI}, media, mode, (struct text){extension, ANSI}, priority);
}

LONG WINAPI lineSetAppPriorityW(
    LPCWSTR app, DWORD media, LPLINEEXTENSIONID id, DWORD mode, LPCWSTR extension, DWORD priority)
{
    (void)id;
    return set_priority(
        (struct text){app, WIDE}, media, mode, (struct text){extension, WIDE}, priority);
}
