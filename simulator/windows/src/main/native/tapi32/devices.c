/* Line devices: versions, capabilities, configuration, open and close. */
#include "apps.h"
#include "request.h"

LONG WINAPI lineNegotiateAPIVersion(
    HLINEAPP app, DWORD device, DWORD low, DWORD high, LPDWORD version, LPLINEEXTENSIONID extension)
{
    struct request request = request_of_app(PROGRAM_lineNegotiateAPIVersion, app);
    put_number(&request, device);
    put_number(&request, low);
    put_number(&request, high);
    want_number(&request, version);
    want_bytes(&request, extension, sizeof *extension);
    return request_run(&request);
}

LONG WINAPI lineNegotiateExtVersion(
    HLINEAPP app, DWORD device, DWORD version, DWORD low, DWORD high, LPDWORD ext_version)
{
    struct request request = request_of_app(PROGRAM_lineNegotiateExtVersion, app);
    put_number(&request, device);
    put_number(&request, version);
    put_number(&request, low);
    put_number(&request, high);
    want_number(&request, ext_version);
    return request_run(&request);
}

static LONG dev_caps(
    HLINEAPP app, DWORD device, DWORD version, DWORD ext, LINEDEVCAPS *caps, enum form form)
{
    struct request request = request_of_app(PROGRAM_lineGetDevCaps, app);
    put_number(&request, device);
    put_number(&request, version);
    put_number(&request, ext);
    put_total(&request, caps, &layout_dev_caps);
    want_structure(&request, caps, &layout_dev_caps, form);
    return request_run(&request);
}

LONG WINAPI lineGetDevCapsA(
    HLINEAPP app, DWORD device, DWORD version, DWORD ext, LPLINEDEVCAPS caps)
{
    return dev_caps(app, device, version, ext, caps, ANSI);
}

LONG WINAPI lineGetDevCapsW(
    HLINEAPP app, DWORD device, DWORD version, DWORD ext, LPLINEDEVCAPS caps)
{
    return dev_caps(app, device, version, ext, caps, WIDE);
}

static LONG address_caps(HLINEAPP app, DWORD device, DWORD address, DWORD version, DWORD ext,
    LINEADDRESSCAPS *caps, enum form form)
{
    struct request request = request_of_app(PROGRAM_lineGetAddressCaps, app);
    put_number(&request, device);
    put_number(&request, address);
    put_number(&request, version);
    put_number(&request, ext);
    put_total(&request, caps, &layout_address_caps);
    want_structure(&request, caps, &layout_address_caps, form);
    return request_run(&request);
}

LONG WINAPI lineGetAddressCapsA(
    HLINEAPP app, DWORD device, DWORD address, DWORD version, DWORD ext, LPLINEADDRESSCAPS caps)
{
    return address_caps(app, device, address, version, ext, caps, ANSI);
}

LONG WINAPI lineGetAddressCapsW(
    HLINEAPP app, DWORD device, DWORD address, DWORD version, DWORD ext, LPLINEADDRESSCAPS caps)
{
    return address_caps(app, device, address, version, ext, caps, WIDE);
}

static LONG get_config(DWORD device, VARSTRING *config, struct text class)
{
    struct request request = request_new(PROGRAM_lineGetDevConfig);
    put_number(&request, device);
    put_needed_text(&request, class);
    put_total(&request, config, &layout_varstring);
    want_structure(&request, config, &layout_varstring, class.form);
    return request_run(&request);
}

LONG WINAPI lineGetDevConfigA(DWORD device, LPVARSTRING config, LPCSTR class)
{
    return get_config(device, config, (struct text){class, ANSI});
}

LONG WINAPI lineGetDevConfigW(DWORD device, LPVARSTRING config, LPCWSTR class)
{
    return get_config(device, config, (struct text){class, WIDE});
}

static LONG set_config(DWORD device, const void *config, DWORD size, struct text class)
{
    struct request request = request_new(PROGRAM_lineSetDevConfig);
    put_number(&request, device);
    put_bytes(&request, config, size);
    put_needed_text(&request, class);
    return request_run(&request);
}

LONG WINAPI lineSetDevConfigA(DWORD device, LPVOID const config, DWORD size, LPCSTR class)
{
    return set_config(device, config, size, (struct text){class, ANSI});
}

LONG WINAPI lineSetDevConfigW(DWORD device, LPVOID const config, DWORD size, LPCWSTR class)
{
    return set_config(device, config, size, (struct text){class, WIDE});
}

/* The rest of lineOpen's arguments. */
struct opening {
    HLINE *line;
    DWORD version;
    DWORD ext;
    DWORD_PTR instance;
    DWORD privileges;
    DWORD media;
    const LINECALLPARAMS *params;
    enum form form;
};

static LONG ask_for_line(HLINEAPP app, DWORD device, const struct opening *opening, HLINE *made)
{
    struct request request = request_of_app(PROGRAM_lineOpen, app);
    if (request.error == 0 && !writable(opening->line, sizeof *opening->line)) {
        request.error = (LONG)LINEERR_INVALPOINTER;
    }
    put_number(&request, device);
    put_number(&request, opening->version);
    put_number(&request, opening->ext);
    put_number(&request, opening->privileges);
    put_number(&request, opening->media);
    put_call_params(&request, opening->params, opening->form, opening->version);
    want_number(&request, made);
    want_nothing(&request); /* the device that LINEMAPPER found: lineGetID tells it */
    return request_run(&request);
}

static LONG open_line(HLINEAPP app, DWORD device, const struct opening *opening)
{
    HLINE made = 0;
    making_begin();
    LONG result = ask_for_line(app, device, opening, &made);
    if (result == 0) {
        struct line line = {made, app, opening->instance, opening->version};
        if (line_enter(&line)) {
            *opening->line = made;
        } else {
            result = (LONG)LINEERR_NOMEM;
        }
    }
    making_end();
    return result;
}

LONG WINAPI lineOpenA(HLINEAPP app, DWORD device, LPHLINE line, DWORD version, DWORD ext,
    DWORD_PTR instance, DWORD privileges, DWORD media, LPLINECALLPARAMS const params)
{
    struct opening opening = {line, version, ext, instance, privileges, media, params, ANSI};
    return open_line(app, device, &opening);
}

LONG WINAPI lineOpenW(HLINEAPP app, DWORD device, LPHLINE line, DWORD version, DWORD ext,
    DWORD_PTR instance, DWORD privileges, DWORD media, LPLINECALLPARAMS const params)
{
    struct opening opening = {line, version, ext, instance, privileges, media, params, WIDE};
    return open_line(app, device, &opening);
}

LONG WINAPI lineClose(HLINE line)
{
    struct request request = request_of_line(PROGRAM_lineClose, line);
    LONG result = request_run(&request);
    if (result == 0 || result == (LONG)LINEERR_REINIT) {
        line_leave(line); /* with the service the open line has gone */
        result = 0;
    }
    return result;
}

static LONG dev_status(HLINE line, LINEDEVSTATUS *status, enum form form)
{
    struct request request = request_of_line(PROGRAM_lineGetLineDevStatus, line);
    put_total(&request, status, &layout_dev_status);
    want_structure(&request, status, &layout_dev_status, form);
    return request_run(&request);
}

LONG WINAPI lineGetLineDevStatusA(HLINE line, LPLINEDEVSTATUS status)
{
    return dev_status(line, status, ANSI);
}

LONG WINAPI lineGetLineDevStatusW(HLINE line, LPLINEDEVSTATUS status)
{
    return dev_status(line, status, WIDE);
}

static LONG address_status(HLINE line, DWORD address, LINEADDRESSSTATUS *status, enum form form)
{
    struct request request = request_of_line(PROGRAM_lineGetAddressStatus, line);
    put_number(&request, address);
    put_total(&request, status, &layout_address_status);
    want_structure(&request, status, &layout_address_status, form);
    return request_run(&request);
}

LONG WINAPI lineGetAddressStatusA(HLINE line, DWORD address, LPLINEADDRESSSTATUS status)
{
    return address_status(line, address, status, ANSI);
}

LONG WINAPI lineGetAddressStatusW(HLINE line, DWORD address, LPLINEADDRESSSTATUS status)
{
    return address_status(line, address, status, WIDE);
}

LONG WINAPI lineGetStatusMessages(HLINE line, LPDWORD line_states, LPDWORD address_states)
{
    struct request request = request_of_line(PROGRAM_lineGetStatusMessages, line);
    want_number(&request, line_states);
    want_number(&request, address_states);
    return request_run(&request);
}

LONG WINAPI lineSetStatusMessages(HLINE line, DWORD line_states, DWORD address_states)
{
    struct request request = request_of_line(PROGRAM_lineSetStatusMessages, line);
    put_number(&request, line_states);
    put_number(&request, address_states);
    return request_run(&request);
}

LONG WINAPI lineGetNumRings(HLINE line, DWORD address, LPDWORD rings)
{
    struct request request = request_of_line(PROGRAM_lineGetNumRings, line);
    put_number(&request, address);
    want_number(&request, rings);
    return request_run(&request);
}

LONG WINAPI lineSetNumRings(HLINE line, DWORD address, DWORD rings)
{
    struct request request = request_of_line(PROGRAM_lineSetNumRings, line);
    put_number(&request, address);
    put_number(&request, rings);
    return request_run(&request);
}

/* `size` octets with a text; it need not end with NUL. */
static LONG address_id(
    HLINE line, DWORD *id, DWORD mode, const void *address, DWORD size, enum form form)
{
    _Alignas(wchar_t) char copy[1026] = {0};
    struct request request = request_of_line(PROGRAM_lineGetAddressID, line);
    put_number(&request, mode);
    if (request.error == 0 && !readable(address, size)) {
        request.error = (LONG)LINEERR_INVALPOINTER;
    } else if (request.error == 0 && size > sizeof copy - 2) {
        request.error = (LONG)LINEERR_INVALADDRESS;
    } else if (request.error == 0) {
        CopyMemory(copy, address, size);
    }
    put_text(&request, (struct text){copy, form});
    want_number(&request, id);
    return request_run(&request);
}

LONG WINAPI lineGetAddressIDA(HLINE line, LPDWORD id, DWORD mode, LPCSTR address, DWORD size)
{
    return address_id(line, id, mode, address, size, ANSI);
}

LONG WINAPI lineGetAddressIDW(HLINE line, LPDWORD id, DWORD mode, LPCWSTR address, DWORD size)
{
    return address_id(line, id, mode, address, size, WIDE);
}

static LONG get_id(
    HLINE line, DWORD address, HCALL call, DWORD select, VARSTRING *id, struct text class)
{
    struct request request = request_new(PROGRAM_lineGetID);
    request.error = select == LINECALLSELECT_CALL ? app_check_any() : line_check(line);
    put_number(&request, line);
    put_number(&request, address);
    put_number(&request, call);
    put_number(&request, select);
    put_total(&request, id, &layout_varstring);
    put_needed_text(&request, class);
    want_structure(&request, id, &layout_varstring, class.form);
    return request_run(&request);
}

LONG WINAPI lineGetIDA(
    HLINE line, DWORD address, HCALL call, DWORD select, LPVARSTRING id, LPCSTR class)
{
    return get_id(line, address, call, select, id, (struct text){class, ANSI});
}

LONG WINAPI lineGetIDW(
    HLINE line, DWORD address, HCALL call, DWORD select, LPVARSTRING id, LPCWSTR class)
{
    return get_id(line, address, call, select, id, (struct text){class, WIDE});
}
