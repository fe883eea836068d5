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
    trace_configure_ui();
    LONG result = installed_already(provider) ? LINEERR(NOMULTIPLEINSTANCE) : 0;
    return traced("TUISPI_providerInstall", provider, result);
}

LONG TSPIAPI TUISPI_providerRemove(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)callback;
    (void)owner;
    trace_configure_ui();
    return traced("TUISPI_providerRemove", provider, 0);
}

#ifdef ISHMAEL_DEBUG
static const wchar_t warning[] = L"WARNING: DEBUG VERSION INSTALLED\n\n";
#else
static const wchar_t warning[] = L"";
#endif

/* Nothing without an owner: nobody would see it, and who asked may wait for ever. */
static bool say(HWND owner, UINT icon, const wchar_t *text, DWORD error)
{
    wchar_t message[512];
    if (owner == NULL) {
        return false;
    }
    if (error == 0) {
        _snwprintf(message, 512, L"%ls%ls", warning, text);
    } else {
        _snwprintf(message, 512, L"%ls%ls (Windows error %lu)", warning, text, error);
    }
    MessageBoxW(owner, message, L"Ishmael", MB_OK | icon);
    return true;
}

/* 0 also if the user was told why nothing opened: another message would say less. */
static LONG configure(HWND owner)
{
    DWORD error = 0;
    enum admin_start started = admin_program_start(&error);
    if (started == ADMIN_STARTED) {
        if (warning[0] != L'\0') {
            (void)say(owner, MB_ICONWARNING, L"Ishmael's program opens beside this message.", 0);
        }
        return 0;
    }
    const wchar_t *text =
        started == ADMIN_FAILED
            ? L"Ishmael's program for lines and users could not be started."
            : L"Ishmael's program for lines and users is not installed on this computer. Lines and "
              L"users are chosen where the gateway runs, by an administrator.";
    return say(owner, MB_ICONINFORMATION, text, error) ? 0 : LINEERR(OPERATIONFAILED);
}

LONG TSPIAPI TUISPI_providerConfig(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider)
{
    (void)callback;
    trace_configure_ui();
    return traced("TUISPI_providerConfig", provider, configure(owner));
}

LONG TSPIAPI TUISPI_lineConfigDialog(
    TUISPIDLLCALLBACK callback, DWORD device, HWND owner, LPCWSTR device_class)
{
    (void)callback;
    trace_configure_ui();
    bool line = device_class == NULL || device_class[0] == L'\0' ||
                _wcsicmp(device_class, L"tapi/line") == 0;
    LONG result = line ? configure(owner) : LINEERR(INVALDEVICECLASS);
    return traced("TUISPI_lineConfigDialog", device, result);
}
