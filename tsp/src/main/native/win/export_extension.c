/* TSPI: what goes beyond TAPI, and data that programs keep with a call. docs/dev-specific.md */
#include "tsp.h"

#include "../core/tapi_layout.h"

/* {3F0A8D52-6C1E-4B97-A2D4-9E57B1C6084D}: Ishmael's extensions, whatever their version. */
static const LINEEXTENSIONID extension_id = {0x3F0A8D52, 0x4B976C1E, 0x579ED4A2, 0x4D08C6B1};

static LONG check_device(DWORD device, DWORD version)
{
    LONG result = LINEERR(NODEVICE);
    if (version < VERSION_LOWEST || version > VERSION_HIGHEST) {
        return LINEERR(INCOMPATIBLEAPIVERSION);
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        if (line_of_device(&runtime->provider, device) != NULL) {
            result = 0;
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

LONG TSPIAPI TSPI_lineGetExtensionID(DWORD device, DWORD version, LPLINEEXTENSIONID id)
{
    LONG result = id == NULL ? LINEERR(INVALPOINTER) : check_device(device, version);
    if (result == 0) {
        *id = extension_id;
    }
    return traced("lineGetExtensionID", device, result);
}

LONG TSPIAPI TSPI_lineNegotiateExtVersion(
    DWORD device, DWORD version, DWORD lowest, DWORD highest, LPDWORD extension)
{
    LONG result = extension == NULL ? LINEERR(INVALPOINTER) : check_device(device, version);
    if (result == 0 && (lowest > EXTENSION_VERSION || highest < EXTENSION_VERSION)) {
        result = LINEERR(INCOMPATIBLEEXTVERSION);
    }
    if (result == 0) {
        *extension = EXTENSION_VERSION;
    }
    return traced("lineNegotiateExtVersion", device, result);
}

LONG TSPIAPI TSPI_lineSelectExtVersion(HDRVLINE line, DWORD extension)
{
    LONG result = LINEERR(INVALLINEHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = line_select_extension(&runtime->provider, (uintptr_t)line, extension);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineSelectExtVersion", (uintptr_t)line, result);
}

LONG TSPIAPI TSPI_lineDevSpecific(
    DRV_REQUESTID request, HDRVLINE line, DWORD address, HDRVCALL call, LPVOID buffer, DWORD size)
{
    LONG result = LINEERR(OPERATIONFAILED);
    (void)address; /* valid with some commands only, and a line has one */
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = call_dev_specific(&runtime->provider, request, (uintptr_t)line, (uintptr_t)call,
            buffer, size, runtime_now());
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineDevSpecific", (uintptr_t)call, result);
}

LONG TSPIAPI TSPI_lineSetCallData(DRV_REQUESTID request, HDRVCALL call, LPVOID data, DWORD size)
{
    LONG result = LINEERR(OPERATIONFAILED);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result =
            call_set_data(&runtime->provider, request, (uintptr_t)call, data, size, runtime_now());
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineSetCallData", (uintptr_t)call, result);
}
