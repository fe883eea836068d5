/* TUISPI: runs in the process of Control Panel or of an installer, not in tapisrv. */
#include "tsp.h"

#include "../core/tapi_layout.h"

#include <stdio.h>

static const wchar_t providers_path[] =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Providers";
static const wchar_t own_name[] = L"ishmael.tsp";

enum { MAX_PROVIDERS = 1000 }; /* a damaged NumProviders must not keep an installer busy */

static bool ends_with_own_name(const wchar_t *file)
{
    size_t length = wcslen(file);
    size_t own = wcslen(own_name);
    return length >= own && _wcsicmp(file + length - own, own_name) == 0 &&
           (length == own || file[length - own - 1] == L'\\' || file[length - own - 1] == L'/');
}

static bool read_number(HKEY key, const wchar_t *name, DWORD *out)
{
    DWORD size = sizeof *out;
    DWORD type = 0;
    return RegQueryValueExW(key, name, NULL, &type, (BYTE *)out, &size) == ERROR_SUCCESS &&
           type == REG_DWORD;
}

static bool is_other_own(HKEY key, DWORD index, DWORD provider)
{
    wchar_t name[32];
    wchar_t file[MAX_PATH + 1] = L"";
    DWORD size = MAX_PATH * sizeof file[0];
    DWORD type = 0;
    DWORD id = 0;
    _snwprintf(name, 32, L"ProviderFilename%lu", index);
    if (RegQueryValueExW(key, name, NULL, &type, (BYTE *)file, &size) != ERROR_SUCCESS ||
        type != REG_SZ) {
        return false;
    }
    _snwprintf(name, 32, L"ProviderID%lu", index);
    return ends_with_own_name(file) && read_number(key, name, &id) && id != provider;
}

/* Whether another entry of Telephony\Providers already names this provider. */
static bool installed_already(DWORD provider)
{
    HKEY key = NULL;
    DWORD count = 0;
    bool found = false;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, providers_path, 0, KEY_QUERY_VALUE | KEY_WOW64_64KEY,
            &key) != ERROR_SUCCESS) {
        return false;
    }
    (void)read_number(key, L"NumProviders", &count);
    for (DWORD i = 0; i < count && i < MAX_PROVIDERS && !found; i++) {
        found = is_other_own(key, i, provider);
    }
    RegCloseKey(key);
    return found;
}

LONG TSPIAPI TUISPI_providerInstall(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)callback;
    (void)owner;
    return installed_already(provider) ? LINEERR(NOMULTIPLEINSTANCE) : 0;
}

LONG TSPIAPI TUISPI_providerRemove(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)callback;
    (void)owner;
    (void)provider;
    return 0;
}

LONG TSPIAPI TUISPI_providerConfig(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)callback;
    (void)provider;
    if (owner != NULL) {
        MessageBoxW(owner,
            L"Lines and users are chosen in Ishmael's own program: Start menu, Ishmael.",
            L"Ishmael", MB_OK | MB_ICONINFORMATION);
    }
    return 0;
}
