#include "loader.h"

#include "callbacks.h"
#include "exports.h"
#include "guard.h"
#include "identity.h"
#include "lines.h"
#include "programs_calls.h"
#include "programs_dialogs.h"
#include "registry.h"
#include "rules.h"
#include "leftovers.h"
#include "invoke.h"
#include "worker.h"

#include <stdio.h>

enum { FLUSH_LIMIT_MS = 10000 };

static bool running;

/* Held while providers are loaded, so that a LINE_CREATE of that time gets its device id
 * afterwards. */
static CRITICAL_SECTION loading;

void loader_start(void)
{
    InitializeCriticalSection(&loading);
}

typedef LONG(WINAPI *ui_install)(TUISPIDLLCALLBACK callback, HWND owner, DWORD permanent_id);

static LONG CALLBACK to_provider(DWORD_PTR object, DWORD type, LPVOID parameters, DWORD size)
{
    (void)object;
    (void)type;
    (void)parameters;
    (void)size;
    return (LONG)LINEERR_OPERATIONUNAVAIL; /* the provider is not loaded while it is installed */
}

/* The UI DLL that the provider names, or the provider itself if it names none. */
static HMODULE load_ui(HMODULE provider)
{
    union {
        FARPROC plain;
        LONG(WINAPI *identify)(LPWSTR name);
    } f = {GetProcAddress(provider, "TSPI_providerUIIdentify")};
    wchar_t name[MAX_PATH] = L"";
    if (!f.plain || f.identify(name) != 0) {
        return NULL;
    }
    return LoadLibraryW(name);
}

/* 0 if there is nothing to run. */
static LONG run_ui(const wchar_t *file, const char *function, DWORD permanent_id)
{
    LONG result = 0;
    HMODULE provider = LoadLibraryW(file);
    if (!provider) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    HMODULE ui = load_ui(provider);
    if (ui) {
        union {
            FARPROC plain;
            ui_install run;
        } f = {GetProcAddress(ui, function)};
        if (f.plain) {
            result = f.run(to_provider, NULL, permanent_id);
        }
        FreeLibrary(ui);
    }
    FreeLibrary(provider);
    return result;
}

LONG loader_ui_file(const wchar_t *file, wchar_t name[MAX_PATH])
{
    HMODULE provider = LoadLibraryW(file);
    if (!provider) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    union {
        FARPROC plain;
        LONG(WINAPI *identify)(LPWSTR name);
    } f = {GetProcAddress(provider, "TSPI_providerUIIdentify")};
    LONG result = f.plain ? f.identify(name) : (LONG)LINEERR_OPERATIONUNAVAIL;
    FreeLibrary(provider);
    return result;
}

static LONG write_entry(const wchar_t *file, DWORD permanent_id)
{
    struct entry entries[MAX_PROVIDERS];
    int count = registry_read(entries, MAX_PROVIDERS);
    if (count == MAX_PROVIDERS || wcslen(file) >= MAX_PATH) {
        return (LONG)LINEERR_NOMEM;
    }
    entries[count].id = permanent_id;
    wcscpy(entries[count].file, file);
    return registry_write(entries, count + 1) ? 0 : (LONG)LINEERR_INIFILECORRUPT;
}

LONG loader_add(const wchar_t *file, bool install, DWORD *permanent_id)
{
    *permanent_id = registry_next_id();
    LONG result = install ? run_ui(file, "TUISPI_providerInstall", *permanent_id) : 0;
    return result != 0 ? result : write_entry(file, *permanent_id);
}

LONG loader_remove(DWORD permanent_id, bool install)
{
    struct entry entries[MAX_PROVIDERS];
    int count = registry_read(entries, MAX_PROVIDERS);
    for (int i = 0; i < count; i++) {
        if (entries[i].id == permanent_id) {
            LONG result =
                install ? run_ui(entries[i].file, "TUISPI_providerRemove", permanent_id) : 0;
            if (result != 0) {
                return result;
            }
            memmove(&entries[i], &entries[i + 1], (size_t)(count - i - 1) * sizeof *entries);
            return registry_write(entries, count - 1) ? 0 : (LONG)LINEERR_INIFILECORRUPT;
        }
    }
    return (LONG)LINEERR_INVALPARAM;
}

bool loader_running(void)
{
    return running;
}

static LONG call(struct provider *provider, enum fn function, const DWORD_PTR *a, unsigned count)
{
    struct invocation invocation = {
        .provider = provider, .function = function, .caller = CALLER_NONE};
    memcpy(invocation.a, a, count * sizeof *a);
    return tspi_call(&invocation);
}

static bool has_load_exports(const struct provider *provider)
{
    static const enum fn needed[] = {
        FN_lineNegotiateTSPIVersion, FN_providerEnumDevices, FN_providerInit, FN_providerShutdown};
    bool all = true;
    for (unsigned i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!provider->functions[needed[i]]) {
            violate(RULE_LOAD_EXPORTS, "TSPI_%s is missing", fn_name(needed[i]));
            all = false;
        }
    }
    return all;
}

static bool negotiate(struct provider *provider, DWORD highest)
{
    DWORD *version = guard_alloc(sizeof *version, "version");
    if (!version) {
        return false;
    }
    *version = 0;
    LONG result = call(provider, FN_lineNegotiateTSPIVersion,
        (DWORD_PTR[]){(DWORD)INITIALIZE_NEGOTIATION, VERSION_1_3, highest, (DWORD_PTR)version}, 4);
    provider->version = *version;
    guard_free(version);
    if (result != 0) {
        violate(RULE_VERSION_LOAD, "0x%08lx", (unsigned long)result);
        return false;
    }
    if (provider->version < VERSION_1_3 || provider->version > highest) {
        violate(RULE_VERSION_RANGE, "0x%lx for 0x%x to 0x%lx", (unsigned long)provider->version,
            VERSION_1_3, (unsigned long)highest);
        return false;
    }
    return true;
}

static bool enumerate(struct provider *provider, DWORD *phones)
{
    DWORD *counts = guard_alloc(2 * sizeof *counts, "device counts");
    if (!counts) {
        return false;
    }
    counts[0] = 0;
    counts[1] = 0;
    LONG result = call(provider, FN_providerEnumDevices,
        (DWORD_PTR[]){provider->permanent_id, (DWORD_PTR)&counts[0], (DWORD_PTR)&counts[1],
            provider->handle, (DWORD_PTR)on_line_create, (DWORD_PTR)on_phone_event},
        6);
    provider->line_count = counts[0];
    *phones = counts[1];
    guard_free(counts);
    return result == 0;
}

static LONG initialise(struct provider *provider, DWORD phones)
{
    DWORD *options = guard_alloc(sizeof *options, "options");
    if (!options) {
        return (LONG)LINEERR_NOMEM;
    }
    *options = 0;
    provider->line_base = next_device();
    LONG result = call(provider, FN_providerInit,
        (DWORD_PTR[]){provider->version, provider->permanent_id, provider->line_base, 0,
            provider->line_count, phones, (DWORD_PTR)on_completion, (DWORD_PTR)options},
        8);
    provider->options = *options;
    guard_free(options);
    return result;
}

static void load(struct provider *provider, const struct entry *entry, DWORD highest)
{
    DWORD phones;
    wcscpy(provider->file, entry->file);
    provider->permanent_id = entry->id;
    provider->options = 0;
    provider->shut_down = false;
    provider->module = LoadLibraryW(entry->file);
    if (!provider->module) {
        fprintf(stderr, "tapisrv: cannot load %ls, error %lu\n", entry->file, GetLastError());
        return;
    }
    guard_watch(provider->module);
    provider->impersonates = identity_watch(provider->module);
    tspi_bind(provider);
    exports_judge(provider->module);
    provider->handle = handle_new(HANDLE_PROVIDER, provider);
    if (!has_load_exports(provider) || !negotiate(provider, highest) ||
        !enumerate(provider, &phones) || initialise(provider, phones) != 0) {
        return;
    }
    provider->initialised = true;
    for (DWORD i = 0; i < provider->line_count; i++) {
        model_lock();
        struct line *line = line_add(provider->line_base + i, provider);
        model_unlock();
        if (line) {
            line_negotiate(line, VERSION_1_3, highest);
            line_learn(line);
        }
    }
}

static struct provider *provider_for(const struct entry *entry)
{
    for (int i = 0; i < provider_count(); i++) {
        struct provider *provider = provider_at(i);
        if (!provider->initialised && provider->permanent_id == entry->id) {
            return provider;
        }
    }
    return provider_add();
}

void loader_init(DWORD highest)
{
    struct entry entries[MAX_PROVIDERS];
    int count = registry_read(entries, MAX_PROVIDERS);
    EnterCriticalSection(&loading);
    lines_highest(highest);
    for (int i = 0; i < count && !running; i++) {
        struct provider *provider = provider_for(&entries[i]);
        if (provider) {
            load(provider, &entries[i], highest);
        }
    }
    running = true;
    LeaveCriticalSection(&loading);
}

static void shut_down(struct provider *provider, bool unload)
{
    dialogs_end_of_provider(provider);
    LONG result = call(
        provider, FN_providerShutdown, (DWORD_PTR[]){provider->version, provider->permanent_id}, 2);
    provider->shut_down = true;
    provider->initialised = false;
    if (result != 0) {
        violate(RULE_SHUTDOWN_RESULT, "0x%08lx", (unsigned long)result);
    }
    if (threads_judge(provider->module) && unload) {
        FreeLibrary(provider->module);
        provider->module = NULL;
    }
}

void loader_shutdown(bool unload)
{
    for (int i = 0; i < line_count(); i++) {
        line_close(line_at(i), CALLER_NONE, true);
    }
    worker_flush(FLUSH_LIMIT_MS);
    for (int i = provider_count(); i-- > 0;) {
        struct provider *provider = provider_at(i);
        if (provider->initialised) {
            shut_down(provider, unload);
        }
    }
    worker_flush(FLUSH_LIMIT_MS);
    model_lock();
    lines_clear();
    model_unlock();
    running = false;
}

LONG loader_enter(const wchar_t *file, DWORD permanent_id)
{
    LONG result = write_entry(file, permanent_id);
    if (result != 0 || !running) {
        return result;
    }
    struct entry entry = {.id = permanent_id};
    wcscpy(entry.file, file);
    EnterCriticalSection(&loading);
    struct provider *provider = provider_for(&entry);
    if (provider) {
        load(provider, &entry, lines_highest_known());
    }
    LeaveCriticalSection(&loading);
    for (int i = 0; i < line_count() && provider; i++) {
        if (line_at(i)->provider == provider) {
            calls_tell_device(LINE_CREATE, line_at(i)->device);
        }
    }
    return 0;
}

void loader_stop(struct provider *provider)
{
    for (int i = 0; i < line_count(); i++) {
        struct line *line = line_at(i);
        if (line->provider == provider && !line->removed) {
            line_close(line, CALLER_NONE, true);
            line->removed = true;
            calls_tell_device(LINE_REMOVE, line->device);
        }
    }
    worker_flush(FLUSH_LIMIT_MS);
    shut_down(provider, false);
}

struct line *loader_create_line(struct provider *provider, DWORD_PTR temporary_id)
{
    EnterCriticalSection(&loading);
    model_lock();
    struct line *line = line_add(next_device(), provider);
    model_unlock();
    LeaveCriticalSection(&loading);
    if (line && call(provider, FN_providerCreateLineDevice,
                    (DWORD_PTR[]){temporary_id, line->device}, 2) == 0) {
        line_negotiate(line, VERSION_1_3, lines_highest_known());
        line_learn(line);
    } else if (line) {
        line->removed = true;
    }
    return line && !line->removed ? line : NULL;
}
