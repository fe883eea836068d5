/*
 * Dialogs of providers, which run in the program: the provider's user interface file is loaded here
 * and its TUISPI_ function called. A path in System32 leads a 32-bit program to the 32-bit file.
 * Source: The Telephony Service Provider UI DLL Interface; TUISPIDLLCALLBACK.
 */
#include "instances.h"
#include "request.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <tspi.h>

typedef LONG(WINAPI *config_dialog)(TUISPIDLLCALLBACK, DWORD, HWND, LPCWSTR);
typedef LONG(WINAPI *config_dialog_edit)(
    TUISPIDLLCALLBACK, DWORD, HWND, LPCWSTR, LPVOID, DWORD, LPVARSTRING);
typedef LONG(WINAPI *provider_dialog)(TUISPIDLLCALLBACK, HWND, DWORD);

LONG CALLBACK dialog_tell_provider(DWORD_PTR id, DWORD kind, LPVOID data, DWORD size)
{
    struct request request = request_new(PROGRAM_genericDialogData);
    put_number(&request, kind);
    put_number(&request, (DWORD)id);
    put_bytes(&request, data, size);
    want_bytes(&request, data, size);
    return request_run(&request);
}

static LONG ask_file(DWORD kind, DWORD id, wchar_t file[MAX_PATH], DWORD *provider)
{
    struct request request = request_new(PROGRAM_uiFile);
    put_number(&request, kind);
    put_number(&request, id);
    want_text(&request, file, MAX_PATH);
    want_number(&request, provider);
    return request_run(&request);
}

/* A function of the file, and the file, which is to be freed afterwards. */
static LONG find(const wchar_t *file, const char *name, HMODULE *module, FARPROC *function)
{
    *function = NULL;
    *module = LoadLibraryW(file);
    if (!*module) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    *function = GetProcAddress(*module, name);
    if (!*function) {
        FreeLibrary(*module);
        return (LONG)LINEERR_OPERATIONUNAVAIL;
    }
    return 0;
}

static LONG check_owner(HWND owner)
{
    return owner && !IsWindow(owner) ? (LONG)LINEERR_INVALPARAM : 0;
}

static LONG find_for(
    DWORD kind, DWORD id, HWND owner, const char *name, HMODULE *module, FARPROC *function)
{
    wchar_t file[MAX_PATH];
    DWORD provider;
    LONG result = check_owner(owner);
    result = result ? result : ask_file(kind, id, file, &provider);
    return result ? result : find(file, name, module, function);
}

/* The text in UTF-16 for a dialog; malloc, or NULL for NULL. */
static LONG wide(struct text text, wchar_t **out)
{
    *out = NULL;
    if (!text.text) {
        return 0;
    }
    if (!text_readable(text)) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    *out = text.form == ANSI ? text_wide_copy(text.text) : _wcsdup(text.text);
    return *out ? 0 : (LONG)LINEERR_NOMEM;
}

static LONG config(DWORD device, HWND owner, struct text class)
{
    HMODULE module;
    FARPROC function;
    wchar_t *name;
    LONG result = wide(class, &name);
    if (result == 0) {
        result = find_for(
            TUISPIDLL_OBJECT_LINEID, device, owner, "TUISPI_lineConfigDialog", &module, &function);
    }
    if (result == 0) {
        result = ((config_dialog)(void *)function)(dialog_tell_provider, device, owner, name);
        FreeLibrary(module);
    }
    free(name);
    return result;
}

LONG WINAPI lineConfigDialogA(DWORD device, HWND owner, LPCSTR class)
{
    return config(device, owner, (struct text){class, ANSI});
}

LONG WINAPI lineConfigDialogW(DWORD device, HWND owner, LPCWSTR class)
{
    return config(device, owner, (struct text){class, WIDE});
}

/* The configuration is octets in both forms. */
static LONG edit(DWORD device, HWND owner, struct text class, void *in, DWORD size, VARSTRING *out)
{
    HMODULE module;
    FARPROC function;
    wchar_t *name;
    LONG result = wide(class, &name);
    if (result == 0 && (!readable(in, size) || !writable(out, sizeof *out))) {
        result = (LONG)LINEERR_INVALPOINTER;
    }
    if (result == 0 && out->dwTotalSize < sizeof *out) {
        result = (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    if (result == 0) {
        result = find_for(TUISPIDLL_OBJECT_LINEID, device, owner, "TUISPI_lineConfigDialogEdit",
            &module, &function);
    }
    if (result == 0) {
        result = ((config_dialog_edit)(void *)function)(
            dialog_tell_provider, device, owner, name, in, size, out);
        FreeLibrary(module);
    }
    free(name);
    return result;
}

LONG WINAPI lineConfigDialogEditA(
    DWORD device, HWND owner, LPCSTR class, LPVOID const in, DWORD size, LPVARSTRING out)
{
    return edit(device, owner, (struct text){class, ANSI}, in, size, out);
}

LONG WINAPI lineConfigDialogEditW(
    DWORD device, HWND owner, LPCWSTR class, LPVOID const in, DWORD size, LPVARSTRING out)
{
    return edit(device, owner, (struct text){class, WIDE}, in, size, out);
}

LONG WINAPI lineConfigProvider(HWND owner, DWORD provider)
{
    HMODULE module;
    FARPROC function;
    LONG result = find_for(
        TUISPIDLL_OBJECT_PROVIDERID, provider, owner, "TUISPI_providerConfig", &module, &function);
    if (result == 0) {
        result = ((provider_dialog)(void *)function)(dialog_tell_provider, owner, provider);
        FreeLibrary(module);
    }
    return result;
}

LONG WINAPI lineRemoveProvider(DWORD provider, HWND owner)
{
    HMODULE module;
    FARPROC function;
    LONG result = find_for(
        TUISPIDLL_OBJECT_PROVIDERID, provider, owner, "TUISPI_providerRemove", &module, &function);
    if (result == 0) {
        result = ((provider_dialog)(void *)function)(dialog_tell_provider, owner, provider);
        FreeLibrary(module);
    }
    if (result == 0) {
        struct request request = request_new(PROGRAM_removeProvider);
        put_number(&request, provider);
        result = request_run(&request);
    }
    return result;
}

static LONG add_begin(struct text file, wchar_t ui_file[MAX_PATH], DWORD *provider)
{
    struct request request = request_new(PROGRAM_addProviderBegin);
    put_needed_text(&request, file);
    want_text(&request, ui_file, MAX_PATH);
    want_number(&request, provider);
    return request_run(&request);
}

static LONG add_end(struct text file, DWORD provider, bool installed)
{
    struct request request = request_new(PROGRAM_addProviderEnd);
    put_needed_text(&request, file);
    put_number(&request, provider);
    put_number(&request, installed);
    return request_run(&request);
}

static LONG add(struct text file, HWND owner, DWORD *id)
{
    wchar_t ui_file[MAX_PATH];
    DWORD provider = 0;
    HMODULE module;
    FARPROC function;
    LONG result = writable(id, sizeof *id) ? check_owner(owner) : (LONG)LINEERR_INVALPOINTER;
    result = result ? result : add_begin(file, ui_file, &provider);
    if (result != 0) {
        return result;
    }
    result = find(ui_file, "TUISPI_providerInstall", &module, &function);
    if (result == 0) {
        result = ((provider_dialog)(void *)function)(dialog_tell_provider, owner, provider);
        FreeLibrary(module);
    }
    LONG ended = add_end(file, provider, result == 0);
    result = result ? result : ended;
    if (result == 0) {
        *id = provider;
    }
    return result;
}

LONG WINAPI lineAddProviderA(LPCSTR file, HWND owner, LPDWORD provider)
{
    return add((struct text){file, ANSI}, owner, provider);
}

LONG WINAPI lineAddProviderW(LPCWSTR file, HWND owner, LPDWORD provider)
{
    return add((struct text){file, WIDE}, owner, provider);
}

static LONG provider_list(DWORD version, LINEPROVIDERLIST *list, enum form form)
{
    struct request request = request_new(PROGRAM_lineGetProviderList);
    put_number(&request, version);
    put_total(&request, list, &layout_provider_list);
    want_structure(&request, list, &layout_provider_list, form);
    return request_run(&request);
}

LONG WINAPI lineGetProviderListA(DWORD version, LPLINEPROVIDERLIST list)
{
    return provider_list(version, list, ANSI);
}

LONG WINAPI lineGetProviderListW(DWORD version, LPLINEPROVIDERLIST list)
{
    return provider_list(version, list, WIDE);
}
