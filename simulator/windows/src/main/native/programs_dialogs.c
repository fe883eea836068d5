/*
 * Source: "Functions Not Designed to Generate UI"; LINE_CREATEDIALOGINSTANCE,
 * LINE_SENDDIALOGINSTANCEDATA, TUISPICREATEDIALOGINSTANCEPARAMS and TSPI_providerFreeDialogInstance
 * pages.
 */
#include "programs_dialogs.h"

#include "guard.h"
#include "invoke.h"
#include "json.h"
#include "programs_functions.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PIECES = 64, END_LIMIT_MS = 10000 };

static struct dialog *living;
static unsigned refused;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;

static void say(const struct dialog *dialog, const char *does, const char *why)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "dialog");
    out_text(&out, "does", does);
    if (why) {
        out_text(&out, "why", why);
    }
    out_number(&out, "dialog", dialog->handle);
    out_number(&out, "provider", dialog->provider->permanent_id);
    out_number(&out, "request", dialog->request);
    if (dialog->program) {
        out_number(&out, "pid", dialog->program->pid);
    }
    out_close(&out);
    out_send(&out);
}

struct dialog *dialog_find(ULONG_PTR handle)
{
    return handle <= 0xFFFFFFFF ? ticket_find((DWORD)handle, TICKET_DIALOG, NULL) : NULL;
}

bool dialog_lives(const struct provider *provider, DWORD_PTR driver)
{
    for (const struct dialog *dialog = living; dialog; dialog = dialog->next) {
        if (dialog->provider == provider && dialog->driver == driver) {
            return true;
        }
    }
    return false;
}

static unsigned count_of(const struct program *program)
{
    unsigned count = 0;
    for (const struct dialog *dialog = living; dialog; dialog = dialog->next) {
        count += dialog->program == program;
    }
    return count;
}

static void *copy(const void *data, size_t size)
{
    void *made = malloc(size ? size : 1);
    if (made && size) {
        memcpy(made, data, size);
    }
    return made;
}

static bool fill(struct dialog *dialog, const TUISPICREATEDIALOGINSTANCEPARAMS *of)
{
    dialog->size = of->lpParams ? of->dwSize : 0;
    dialog->file = copy(of->lpszUIDLLName, (wcslen(of->lpszUIDLLName) + 1) * sizeof(wchar_t));
    dialog->params = copy(of->lpParams, dialog->size);
    return dialog->file && dialog->params;
}

static void empty(struct dialog *dialog)
{
    while (dialog->pieces) {
        struct dialog_piece *piece = dialog->pieces;
        dialog->pieces = piece->next;
        free(piece);
    }
    free(dialog->file);
    free(dialog->params);
    dialog->file = NULL;
    dialog->params = NULL;
}

/* The usage of TAPI that made the request, if it can still show something. */
static const struct usage *asker_of(const struct request *request)
{
    const struct usage *usage = request->asker ? request->asker->usage : NULL;
    return usage && !usage->closed && !usage->program->gone ? usage : NULL;
}

static bool may_make(const struct usage *usage, const TUISPICREATEDIALOGINSTANCEPARAMS *of)
{
    if (refused > 0) {
        refused--;
        return false;
    }
    return of->dwSize <= PROGRAMS_MAX_DIALOG &&
           count_of(usage ? usage->program : NULL) < PROGRAMS_MAX_DIALOGS;
}

struct dialog *dialog_new(const struct request *request, const TUISPICREATEDIALOGINSTANCEPARAMS *of)
{
    const struct usage *usage = asker_of(request);
    struct dialog *dialog = may_make(usage, of) ? calloc(1, sizeof *dialog) : NULL;
    if (!dialog) {
        return NULL;
    }
    dialog->provider = request->provider;
    dialog->driver = (DWORD_PTR)of->hdDlgInst;
    dialog->request = request->id;
    dialog->usage = usage;
    dialog->program = usage ? usage->program : NULL;
    dialog->handle = ticket_new(TICKET_DIALOG, dialog, NULL);
    if (!fill(dialog, of) ||
        (usage && !post_to_program(usage, dialog->handle, LINE_CREATEDIALOGINSTANCE, 0))) {
        ticket_end(dialog->handle);
        empty(dialog);
        free(dialog);
        return NULL;
    }
    dialog->next = living;
    living = dialog;
    say(dialog, "created", NULL);
    return dialog;
}

static bool queue_piece(struct dialog *dialog, const void *data, DWORD size)
{
    if (dialog->waiting >= MAX_PIECES || size > PROGRAMS_MAX_DIALOG) {
        return false;
    }
    struct dialog_piece *piece = calloc(1, sizeof *piece + size);
    if (!piece || !post_to_program(dialog->usage, dialog->handle, LINE_SENDDIALOGINSTANCEDATA, 0)) {
        free(piece);
        return false;
    }
    piece->null = !data;
    piece->size = data ? size : 0;
    if (piece->size) {
        memcpy(piece->data, data, piece->size);
    }
    struct dialog_piece **last = &dialog->pieces;
    while (*last) {
        last = &(*last)->next;
    }
    *last = piece;
    dialog->waiting++;
    return true;
}

void dialog_send(struct dialog *dialog, const void *data, DWORD size)
{
    if (dialog->program && !dialog->program->gone && !queue_piece(dialog, data, size)) {
        say(dialog, "lost", NULL); /* the program does not take them, or they are too many */
    }
}

static void unlink_living(struct dialog *dialog)
{
    struct dialog **at = &living;
    while (*at && *at != dialog) {
        at = &(*at)->next;
    }
    if (*at) {
        *at = dialog->next;
    }
    dialog->ended = true;
    empty(dialog);
    WakeAllConditionVariable(&changed);
}

/* True: it is the caller's to free. False: somebody else does or did, which is awaited. */
static bool take_end(struct dialog *dialog)
{
    ULONGLONG end = GetTickCount64() + END_LIMIT_MS;
    bool first = !dialog->ending;
    dialog->ending = true;
    while ((first ? dialog->users > 0 : !dialog->ended) && GetTickCount64() < end) {
        model_sleep(&changed, 100);
    }
    return first;
}

void dialog_end(struct dialog *dialog, const char *why)
{
    model_lock();
    bool mine = take_end(dialog);
    model_unlock();
    if (!mine) {
        return;
    }
    struct invocation invocation = {.provider = dialog->provider,
        .function = FN_providerFreeDialogInstance,
        .caller = CALLER_NONE,
        .a = {dialog->driver}};
    tspi_call(&invocation);
    model_lock();
    unlink_living(dialog);
    model_unlock();
    say(dialog, "freed", why);
}

/* Takes the end of the dialog in the program for given, and tells it to close what it shows. */
static void end_each(const struct usage *usage, const struct provider *provider, const char *why)
{
    struct dialog *at = NULL;
    do {
        model_lock();
        for (at = living; at; at = at->next) {
            if ((usage && at->usage == usage) || (provider && at->provider == provider)) {
                break;
            }
        }
        if (at && at->program && !at->ending) {
            post_to_program(at->usage, at->handle, LINE_SENDDIALOGINSTANCEDATA, 1);
        }
        model_unlock();
        if (at) {
            dialog_end(at, why);
        }
    } while (at && at->ended);
}

void dialogs_end_of_usage(const struct usage *usage)
{
    end_each(usage, NULL, usage->program->gone ? "program" : "lineShutdown");
}

void dialogs_end_of_provider(const struct provider *provider)
{
    end_each(NULL, provider, "provider");
}

struct dialog *dialog_use(DWORD handle, const struct program *program)
{
    model_lock();
    struct dialog *dialog = dialog_find(handle);
    if (dialog && (dialog->program != program || dialog->ending)) {
        dialog = NULL;
    }
    if (dialog) {
        dialog->users++;
    }
    model_unlock();
    return dialog;
}

void dialog_release(struct dialog *dialog)
{
    model_lock();
    dialog->users--;
    WakeAllConditionVariable(&changed);
    model_unlock();
}

void dialogs_refuse(unsigned count)
{
    model_lock();
    refused = count;
    model_unlock();
}

/* ---- what tapi32.dll asks ---- */

LONG ask_dialog_begin(struct ask *ask)
{
    struct dialog *dialog = dialog_use(ask_number(ask, "dialog"), ask->program);
    if (!dialog) {
        return (LONG)LINEERR_INVALPARAM;
    }
    results_text(ask->out, dialog->file);
    results_number(ask->out, dialog->size);
    results_bytes(ask->out, dialog->params, dialog->size);
    dialog_release(dialog);
    return 0;
}

LONG ask_dialog_next(struct ask *ask)
{
    struct dialog *dialog = dialog_use(ask_number(ask, "dialog"), ask->program);
    if (!dialog) {
        return (LONG)LINEERR_INVALPARAM;
    }
    model_lock();
    struct dialog_piece *piece = dialog->pieces;
    if (piece) {
        dialog->pieces = piece->next;
        dialog->waiting--;
    }
    model_unlock();
    results_number(ask->out, !piece ? DIALOG_NOTHING : piece->null ? DIALOG_NULL : DIALOG_DATA);
    results_number(ask->out, piece ? piece->size : 0);
    results_bytes(ask->out, piece ? piece->data : NULL, piece ? piece->size : 0);
    free(piece);
    dialog_release(dialog);
    return 0;
}

LONG ask_dialog_end(struct ask *ask)
{
    struct dialog *dialog = dialog_use(ask_number(ask, "dialog"), ask->program);
    if (!dialog) {
        return (LONG)LINEERR_INVALPARAM; /* freed already, by lineShutdown */
    }
    dialog_release(dialog);
    dialog_end(dialog, ask_number(ask, "result") == 0 ? "returned" : "failed");
    return 0;
}
