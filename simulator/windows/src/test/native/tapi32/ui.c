/* A provider's user interface file, which shows nothing and answers by what it was asked. */
#include <windows.h>
#include <tapi.h>
#include <tspi.h>

#include <string.h>

/* Sends octets to the provider; whether the service has changed them as it must. */
static LONG tell(TUISPIDLLCALLBACK callback, DWORD_PTR id, DWORD kind)
{
    char data[] = {'1', '2', '3', '4'};
    LONG result = callback(id, kind, data, sizeof data);
    const char expected[] = {(char)kind, (char)id, '2', '1'};
    return result ? result : memcmp(data, expected, 4) ? (LONG)LINEERR_OPERATIONFAILED : 0;
}

LONG WINAPI TUISPI_lineConfigDialog(
    TUISPIDLLCALLBACK callback, DWORD device, HWND owner, LPCWSTR class)
{
    (void)owner;
    return wcscmp(class, L"tapi/line") ? (LONG)LINEERR_USERCANCELLED
                                       : tell(callback, device, TUISPIDLL_OBJECT_LINEID);
}

LONG WINAPI TUISPI_lineConfigDialogEdit(TUISPIDLLCALLBACK callback, DWORD device, HWND owner,
    LPCWSTR class, LPVOID const in, DWORD size, LPVARSTRING out)
{
    (void)owner;
    (void)class;
    out->dwStringSize = size;
    out->dwStringOffset = sizeof *out;
    memcpy(out + 1, in, size);
    return tell(callback, device, TUISPIDLL_OBJECT_LINEID);
}

LONG WINAPI TUISPI_providerConfig(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)owner;
    return provider == 8 ? tell(callback, provider, TUISPIDLL_OBJECT_PROVIDERID)
                         : (LONG)LINEERR_OPERATIONFAILED;
}

/* Microsoft's sample looks here whether it is installed already. */
LONG WINAPI TUISPI_providerInstall(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    union {
        LINEPROVIDERLIST list;
        char room[200];
    } buffer = {.list = {.dwTotalSize = sizeof buffer}};
    (void)owner;
    LONG result = lineGetProviderListA(0x00020000, &buffer.list);
    return result ? result : tell(callback, provider, TUISPIDLL_OBJECT_PROVIDERID);
}

LONG WINAPI TUISPI_providerRemove(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)owner;
    return tell(callback, provider, TUISPIDLL_OBJECT_PROVIDERID);
}
