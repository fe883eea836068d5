/* TSPI: lines, all answered from the cache. Source: TSPI_line* pages. */
#include "tsp.h"

#include "../core/fill.h"

enum { ONLY_ADDRESS = 0 };

typedef int32_t (*line_filler)(const struct line *, void *);
typedef int32_t (*caps_filler)(const struct line *, uint32_t, void *);

static LONG device_caps(DWORD device, DWORD version, void *out, caps_filler fill)
{
    LONG result = LINEERR(NODEVICE);
    if (out == NULL) {
        return LINEERR(INVALPOINTER);
    }
    if (version < VERSION_LOWEST || version > VERSION_HIGHEST) {
        return LINEERR(INCOMPATIBLEAPIVERSION);
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        const struct line *line = line_of_device(&runtime->provider, device);
        if (line != NULL) {
            result = fill(line, version, out);
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

static LONG line_status(HDRVLINE hd_line, void *out, line_filler fill)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    if (out == NULL) {
        return LINEERR(INVALPOINTER);
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        const struct line *line = line_of_handle(&runtime->provider, (uintptr_t)hd_line);
        if (line != NULL) {
            result = fill(line, out);
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

static LONG line_exists(HDRVLINE hd_line)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        if (line_of_handle(&runtime->provider, (uintptr_t)hd_line) != NULL) {
            result = 0;
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

LONG TSPIAPI TSPI_lineGetDevCaps(DWORD device, DWORD version, DWORD extension, LPLINEDEVCAPS caps)
{
    (void)extension;
    return traced("lineGetDevCaps", device, device_caps(device, version, caps, fill_dev_caps));
}

LONG TSPIAPI TSPI_lineGetAddressCaps(
    DWORD device, DWORD address, DWORD version, DWORD extension, LPLINEADDRESSCAPS caps)
{
    (void)extension;
    LONG result = address == ONLY_ADDRESS ? device_caps(device, version, caps, fill_address_caps)
                                          : LINEERR(INVALADDRESSID);
    return traced("lineGetAddressCaps", device, result);
}

LONG TSPIAPI TSPI_lineGetLineDevStatus(HDRVLINE line, LPLINEDEVSTATUS status)
{
    return traced(
        "lineGetLineDevStatus", (uintptr_t)line, line_status(line, status, fill_dev_status));
}

LONG TSPIAPI TSPI_lineGetAddressStatus(HDRVLINE line, DWORD address, LPLINEADDRESSSTATUS status)
{
    LONG result = address == ONLY_ADDRESS ? line_status(line, status, fill_address_status)
                                          : LINEERR(INVALADDRESSID);
    return traced("lineGetAddressStatus", (uintptr_t)line, result);
}

LONG TSPIAPI TSPI_lineGetNumAddressIDs(HDRVLINE line, LPDWORD count)
{
    LONG result = count == NULL ? LINEERR(INVALPOINTER) : line_exists(line);
    if (result == 0) {
        *count = 1;
    }
    return traced("lineGetNumAddressIDs", (uintptr_t)line, result);
}

/* Whether `address` is the line's own number; `size` counts octets with the terminator. */
static bool is_own_address(const struct line *line, const wchar_t *address, DWORD size)
{
    const struct text own = line->frame.address;
    size_t units = size / sizeof(wchar_t);
    if (units > 0 && address[units - 1] == L'\0') {
        units--;
    }
    return own.units != 0 && own.units == units &&
           memcmp(own.octets, address, units * sizeof(wchar_t)) == 0;
}

LONG TSPIAPI TSPI_lineGetAddressID(
    HDRVLINE hd_line, LPDWORD id, DWORD mode, LPCWSTR address, DWORD size)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    if (id == NULL || address == NULL) {
        return traced("lineGetAddressID", (uintptr_t)hd_line, LINEERR(INVALPOINTER));
    }
    if (mode != LINEADDRESSMODE_DIALABLEADDR) {
        return traced("lineGetAddressID", (uintptr_t)hd_line, LINEERR(INVALADDRESSMODE));
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        const struct line *line = line_of_handle(&runtime->provider, (uintptr_t)hd_line);
        if (line != NULL) {
            result = is_own_address(line, address, size) ? 0 : LINEERR(INVALADDRESS);
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    if (result == 0) {
        *id = ONLY_ADDRESS;
    }
    return traced("lineGetAddressID", (uintptr_t)hd_line, result);
}

/* The line that lineGetID's three selectors mean. */
static const struct line *selected(
    struct provider *provider, HDRVLINE hd_line, HDRVCALL hd_call, DWORD select, LONG *result)
{
    if (select == LINECALLSELECT_CALL) {
        const struct call *call = call_of_handle(provider, (uintptr_t)hd_call);
        *result = LINEERR(INVALCALLHANDLE);
        return call == NULL ? NULL : call->line;
    }
    *result = LINEERR(INVALLINEHANDLE);
    return line_of_handle(provider, (uintptr_t)hd_line);
}

LONG TSPIAPI TSPI_lineGetID(HDRVLINE hd_line, DWORD address, HDRVCALL hd_call, DWORD select,
    LPVARSTRING id, LPCWSTR device_class, HANDLE process)
{
    LONG result = LINEERR(OPERATIONFAILED);
    (void)process;
    if (id == NULL || device_class == NULL) {
        return traced("lineGetID", (uintptr_t)hd_line, LINEERR(INVALPOINTER));
    }
    if (select == LINECALLSELECT_ADDRESS && address != ONLY_ADDRESS) {
        return traced("lineGetID", (uintptr_t)hd_line, LINEERR(INVALADDRESSID));
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        const struct line *line = selected(&runtime->provider, hd_line, hd_call, select, &result);
        if (line != NULL) {
            result = _wcsicmp(device_class, L"tapi/line") == 0 ? fill_device_id(line->device, id)
                                                               : LINEERR(NODEVICE);
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineGetID", (uintptr_t)hd_line, result);
}

LONG TSPIAPI TSPI_lineOpen(
    DWORD device, HTAPILINE ht_line, LPHDRVLINE hd_line, DWORD version, LINEEVENT event_proc)
{
    LONG result = LINEERR(NODEVICE);
    struct caller caller;
    uintptr_t handle = 0;
    if (hd_line == NULL || event_proc == NULL) {
        return traced("lineOpen", device, LINEERR(INVALPOINTER));
    }
    identity_probe(&caller);
    struct wire_caller on_wire = caller_on_wire(&caller);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = line_open(&runtime->provider, device, (uintptr_t)ht_line, version,
            (any_proc)event_proc, &on_wire, &handle);
        if (result == 0) {
            *hd_line = (HDRVLINE)handle;
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineOpen", device, result);
}

LONG TSPIAPI TSPI_lineClose(HDRVLINE hd_line)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        uint64_t since = provider_closing_mark(&runtime->provider);
        result = line_close(&runtime->provider, (uintptr_t)hd_line);
        runtime_wait_closed(runtime, since, (uintptr_t)hd_line);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineClose", (uintptr_t)hd_line, result);
}

LONG TSPIAPI TSPI_lineSetDefaultMediaDetection(HDRVLINE line, DWORD modes)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = line_detect_media(&runtime->provider, (uintptr_t)line, modes, runtime_now());
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineSetDefaultMediaDetection", (uintptr_t)line, result);
}

LONG TSPIAPI TSPI_lineConditionalMediaDetection(
    HDRVLINE line, DWORD modes, LPLINECALLPARAMS const params)
{
    (void)params;
    LONG result = (modes & ~(DWORD)(LINEMEDIAMODE_INTERACTIVEVOICE | LINEMEDIAMODE_UNKNOWN)) == 0
                      ? line_exists(line)
                      : LINEERR(INVALMEDIAMODE);
    return traced("lineConditionalMediaDetection", (uintptr_t)line, result);
}

LONG TSPIAPI TSPI_lineSetStatusMessages(HDRVLINE line, DWORD line_states, DWORD address_states)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result =
            line_status_messages(&runtime->provider, (uintptr_t)line, line_states, address_states);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineSetStatusMessages", (uintptr_t)line, result);
}
