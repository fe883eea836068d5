/* TSPI: the provider's life. Source: TSPI_provider* pages. */
#include "tsp.h"

#include "../core/tapi_layout.h"

LONG TSPIAPI TSPI_lineNegotiateTSPIVersion(
    DWORD device, DWORD lowest, DWORD highest, LPDWORD version)
{
    LONG result = 0;
    (void)device; /* all lines speak the same versions */
    if (version == NULL) {
        result = LINEERR(INVALPOINTER);
    } else if (lowest > VERSION_HIGHEST || highest < VERSION_LOWEST || lowest > highest) {
        result = LINEERR(INCOMPATIBLEAPIVERSION);
    } else {
        *version = highest < VERSION_HIGHEST ? highest : VERSION_HIGHEST;
    }
    return traced("lineNegotiateTSPIVersion", device, result);
}

LONG TSPIAPI TSPI_providerEnumDevices(DWORD provider, LPDWORD lines, LPDWORD phones,
    HPROVIDER handle, LINEEVENT line_create, PHONEEVENT phone_create)
{
    (void)phone_create;
    if (lines == NULL || phones == NULL) {
        return traced("providerEnumDevices", provider, LINEERR(INVALPOINTER));
    }
    *lines = 0;
    *phones = 0;
    if (!runtime_start()) {
        return traced("providerEnumDevices", provider, LINEERR(NOMEM));
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        runtime_wait_lines(runtime);
        if (provider_claim(&runtime->provider, provider)) {
            *lines =
                provider_enumerate(&runtime->provider, (uintptr_t)handle, (any_proc)line_create);
        } /* else listed twice: this entry has no lines, and providerInit says why */
        runtime_unlock(runtime);
    }
    runtime_leave();
    trace(TRACE_NORMAL, "provider %lu: %lu lines", provider, *lines);
    return traced("providerEnumDevices", provider, 0);
}

LONG TSPIAPI TSPI_providerInit(DWORD version, DWORD provider, DWORD line_base, DWORD phone_base,
    DWORD_PTR lines, DWORD_PTR phones, ASYNC_COMPLETION completion, LPDWORD options)
{
    LONG result = LINEERR(OPERATIONFAILED);
    (void)phone_base;
    (void)phones;
    if (version < VERSION_LOWEST || version > VERSION_HIGHEST) {
        return traced("providerInit", provider, LINEERR(INCOMPATIBLEAPIVERSION));
    }
    if (completion == NULL) {
        return traced("providerInit", provider, LINEERR(INVALPOINTER));
    }
    if (options != NULL) {
        *options = 0; /* re-entrant */
    }
    if (!runtime_start()) {
        return traced("providerInit", provider, LINEERR(NOMEM));
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = provider_claim(&runtime->provider, provider)
                     ? provider_init(
                           &runtime->provider, line_base, (uint32_t)lines, (any_proc)completion)
                     : LINEERR(NOMULTIPLEINSTANCE);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("providerInit", provider, result);
}

LONG TSPIAPI TSPI_providerShutdown(DWORD version, DWORD provider)
{
    (void)version;
    runtime_stop(provider);
    return traced("providerShutdown", provider, 0);
}

LONG TSPIAPI TSPI_providerCreateLineDevice(DWORD_PTR temp_id, DWORD device)
{
    LONG result = LINEERR(NODEVICE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = provider_create_line(&runtime->provider, temp_id, device);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("providerCreateLineDevice", device, result);
}

LONG TSPIAPI TSPI_providerUIIdentify(LPWSTR name)
{
    if (name == NULL) {
        return traced("providerUIIdentify", 0, LINEERR(INVALPOINTER));
    }
    return traced("providerUIIdentify", 0, module_path(name) ? 0 : LINEERR(OPERATIONFAILED));
}

LONG TSPIAPI TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE instance)
{
    LONG result = LINEERR(INVALPARAM);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = dialog_free(&runtime->provider, (uintptr_t)instance);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("providerFreeDialogInstance", (uintptr_t)instance, result);
}

/* Never called since TAPI 2.0; Control Panel looks whether they exist. */
LONG TSPIAPI TSPI_providerInstall(HWND owner, DWORD provider)
{
    (void)owner;
    return traced("providerInstall", provider, 0);
}

LONG TSPIAPI TSPI_providerRemove(HWND owner, DWORD provider)
{
    (void)owner;
    return traced("providerRemove", provider, 0);
}

LONG TSPIAPI TSPI_providerConfig(HWND owner, DWORD provider)
{
    (void)owner;
    return traced("providerConfig", provider, 0);
}
