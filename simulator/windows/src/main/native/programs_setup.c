/* Providers as programs set them up: lists, dialogs, adding and removing. */
#include "programs_dialogs.h"
#include "programs_functions.h"
#include "programs_structs.h"

#include "guard.h"
#include "loader.h"
#include "registry.h"

#include <stddef.h>
#include <stdlib.h>

enum { OBJECT_LINE = 1, OBJECT_PROVIDER = 3 }; /* TUISPIDLL_OBJECT_ */

static const struct layout provider_list = {"LINEPROVIDERLIST", NULL, 0, {24, 24, 24, 24, 24, 24}};

static void append_providers(struct built *built, const struct entry *entries, DWORD count)
{
    LINEPROVIDERENTRY *block = calloc(count ? count : 1, sizeof *block);
    DWORD size = count * (DWORD)sizeof *block;
    if (!block) {
        return;
    }
    DWORD at = count ? built_place(built, block, size) : 0;
    for (DWORD i = 0; i < count; i++) {
        DWORD length = (DWORD)((wcslen(entries[i].file) + 1) * sizeof(wchar_t));
        block[i].dwPermanentProviderID = entries[i].id;
        block[i].dwProviderFilenameOffset = built_place(built, entries[i].file, length);
        block[i].dwProviderFilenameSize = block[i].dwProviderFilenameOffset ? length : 0;
    }
    if (at) {
        memcpy(built->data + at, block, size);
        built_set(built, offsetof(LINEPROVIDERLIST, dwNumProviders), count);
        built_set(built, offsetof(LINEPROVIDERLIST, dwProviderListSize), size);
        built_set(built, offsetof(LINEPROVIDERLIST, dwProviderListOffset), at);
    }
    free(block);
}

LONG ask_provider_list(struct ask *ask)
{
    struct entry entries[MAX_PROVIDERS];
    struct built built;
    LONG result =
        built_start(&built, &provider_list, ask_number(ask, "version"), ask_number(ask, "total"));
    if (result == 0) {
        append_providers(&built, entries, (DWORD)registry_read(entries, MAX_PROVIDERS));
        built_finish(&built);
        results_bytes(ask->out, built.data, built.used);
        free(built.data);
    }
    return result;
}

static bool find_entry(DWORD id, struct entry *found)
{
    struct entry entries[MAX_PROVIDERS];
    int count = registry_read(entries, MAX_PROVIDERS);
    for (int i = 0; i < count; i++) {
        if (entries[i].id == id) {
            *found = entries[i];
            return true;
        }
    }
    return false;
}

static struct provider *loaded(DWORD id)
{
    for (int i = 0; i < provider_count(); i++) {
        struct provider *provider = provider_at(i);
        if (provider->initialised && provider->permanent_id == id) {
            return provider;
        }
    }
    return NULL;
}

/* The permanent id of the provider that an object belongs to. */
static LONG provider_of(const struct ask *ask, DWORD *id)
{
    if (ask_number(ask, "kind") == OBJECT_PROVIDER) {
        *id = ask_number(ask, "id");
        return 0;
    }
    if (ask_number(ask, "kind") != OBJECT_LINE) {
        return (LONG)LINEERR_INVALPARAM;
    }
    const struct line *line = line_find(ask_number(ask, "id"));
    *id = line ? line->provider->permanent_id : 0;
    return line ? 0 : (LONG)LINEERR_BADDEVICEID;
}

static LONG ui_of_loaded(struct provider *provider, wchar_t name[MAX_PATH])
{
    wchar_t *answer = guard_alloc(MAX_PATH * sizeof *answer, "file name");
    if (!answer) {
        return (LONG)LINEERR_NOMEM;
    }
    memset(answer, 0, MAX_PATH * sizeof *answer);
    struct invocation invocation = {.provider = provider,
        .function = FN_providerUIIdentify,
        .caller = CALLER_NONE,
        .a = {(DWORD_PTR)answer}};
    LONG result = tspi_call(&invocation);
    wcsncpy(name, answer, MAX_PATH - 1);
    guard_free(answer);
    return result;
}

LONG ask_ui_file(struct ask *ask)
{
    wchar_t name[MAX_PATH] = L"";
    struct entry entry;
    DWORD id;
    LONG result = provider_of(ask, &id);
    if (result != 0) {
        return result;
    }
    struct provider *provider = loaded(id);
    if (provider) {
        result = ui_of_loaded(provider, name);
    } else if (find_entry(id, &entry)) {
        result = loader_ui_file(entry.file, name);
    } else {
        result = (LONG)LINEERR_INVALPARAM;
    }
    if (result == 0) {
        results_text(ask->out, name);
        results_number(ask->out, id);
    }
    return result;
}

LONG ask_add_begin(struct ask *ask)
{
    wchar_t name[MAX_PATH] = L"";
    const wchar_t *file = ask_text(ask, "file");
    if (!file || !*file || wcslen(file) >= MAX_PATH) {
        return (LONG)LINEERR_INVALPARAM;
    }
    LONG result = loader_ui_file(file, name);
    if (result != 0 && (DWORD)result != LINEERR_OPERATIONUNAVAIL) {
        return result;
    }
    results_text(ask->out, result == 0 ? name : NULL);
    results_number(ask->out, registry_next_id());
    return 0;
}

LONG ask_add_end(struct ask *ask)
{
    const wchar_t *file = ask_text(ask, "file");
    if (!file || !*file || wcslen(file) >= MAX_PATH) {
        return (LONG)LINEERR_INVALPARAM;
    }
    return ask_number(ask, "installed") ? loader_enter(file, ask_number(ask, "provider")) : 0;
}

LONG ask_remove_provider(struct ask *ask)
{
    DWORD id = ask_number(ask, "provider");
    LONG result = loader_remove(id, false);
    struct provider *provider = loaded(id);
    if (result == 0 && provider) {
        loader_stop(provider);
    }
    return result;
}

/* `id` is what the provider knows the object by. */
static LONG tell_provider(struct ask *ask, struct provider *provider, DWORD_PTR id)
{
    const struct value *data = argument(&ask->in, "data");
    void *buffer = data->size ? guard_alloc(data->size, "dialog data") : NULL;
    if (data->size && !buffer) {
        return (LONG)LINEERR_NOMEM;
    }
    if (buffer) {
        memcpy(buffer, data->data, data->size);
    }
    struct invocation invocation = {.provider = provider,
        .function = FN_providerGenericDialogData,
        .caller = CALLER_NONE,
        .a = {id, ask_number(ask, "kind"), (DWORD_PTR)buffer, data->size}};
    LONG result = tspi_call(&invocation);
    if (result == 0) {
        results_bytes(ask->out, buffer, data->size);
    }
    guard_free(buffer);
    return result;
}

/* TUISPIDLLCALLBACK names the instance by htDlgInst, the provider gets its hdDlgInst.
 * Source: TUISPI_providerGenericDialog page; TSPI_providerGenericDialogData page. */
static LONG tell_instance(struct ask *ask)
{
    struct dialog *dialog = dialog_use(ask_number(ask, "id"), ask->program);
    if (!dialog) {
        return (LONG)LINEERR_INVALPARAM;
    }
    LONG result = tell_provider(ask, dialog->provider, dialog->driver);
    dialog_release(dialog);
    return result;
}

LONG ask_dialog_data(struct ask *ask)
{
    DWORD id;
    if (ask_number(ask, "kind") == TUISPIDLL_OBJECT_DIALOGINSTANCE) {
        return tell_instance(ask);
    }
    LONG result = provider_of(ask, &id);
    struct provider *provider = result == 0 ? loaded(id) : NULL;
    if (!provider) {
        return result ? result : (LONG)LINEERR_OPERATIONFAILED;
    }
    return tell_provider(ask, provider, ask_number(ask, "id"));
}
