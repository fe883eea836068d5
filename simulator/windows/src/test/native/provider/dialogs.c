/*
 * Dialogs in programs, one for each lineDevSpecific of "dialog:" and a mode. The user interface
 * file is ui_dialogs.c of the tapi32 tests, as tapi32-ui.dll in the system folder; the mode is its
 * parameter block. Mode "talk" sends data at once, which the file must see only when it is ready;
 * it ends with the file's verdict, the result of the request. Requests of all other modes are
 * completed as soon as the dialog was asked for; "missing" names a file that there is not.
 *
 * The file says by TUISPIDLLCALLBACK what it wants (4 octets and 4 for the answer): "pid?"
 * (which fails unless it can be impersonated), "sent", "done" or "evil". When an instance has been
 * freed, the line says so: LINE_DEVSPECIFIC with DIALOG_FREED, hdDlgInst and the process that had
 * the dialog.
 */
#include "provider.h"

#include <string.h>

enum { MAX_DIALOGS = 64, FIRST = 0x5500, LATE_MS = 100, DIALOG_FREED = 4711, MODE = 16 };

struct dialog {
    bool used;
    bool talks; /* the request is completed by the file's verdict */
    bool sent;
    struct line *line;
    DRV_REQUESTID request; /* 0: completed */
    DRV_REQUESTID asked;
    HTAPIDIALOGINSTANCE handle;
    DWORD pid;
    char mode[MODE];
};

static struct dialog dialogs[MAX_DIALOGS];
static unsigned next;
#ifdef FAULTY
static HANDLE twice; /* the same instance was asked for again */
#endif

static struct dialog *dialog_of(DWORD_PTR driver)
{
    DWORD_PTR n = driver - FIRST;
    return n < MAX_DIALOGS && dialogs[n].used ? &dialogs[n] : NULL;
}

static DWORD_PTR driver_of(const struct dialog *dialog)
{
    return (DWORD_PTR)(dialog - dialogs) + FIRST;
}

static HTAPIDIALOGINSTANCE create(
    const struct dialog *dialog, DRV_REQUESTID request, const wchar_t *file)
{
    TUISPICREATEDIALOGINSTANCEPARAMS params = {.dwRequestID = request,
        .hdDlgInst = (HDRVDIALOGINSTANCE)driver_of(dialog),
        .htDlgInst = 1,
        .lpszUIDLLName = file,
        .lpParams = (void *)dialog->mode,
        .dwSize = sizeof dialog->mode};
    create_line(
        (HTAPILINE)provider_handle, NULL, LINE_CREATEDIALOGINSTANCE, (DWORD_PTR)&params, 0, 0);
    return params.htDlgInst;
}

static void send_data(HTAPIDIALOGINSTANCE handle, const void *data, DWORD size)
{
    create_line(
        (HTAPILINE)(DWORD_PTR)handle, NULL, LINE_SENDDIALOGINSTANCEDATA, (DWORD_PTR)data, size, 0);
}

/* Completes the request unless that has been done. */
static void finish(struct dialog *dialog, LONG result)
{
    EnterCriticalSection(&lock);
    DRV_REQUESTID request = dialog->request;
    dialog->request = 0;
    LeaveCriticalSection(&lock);
    if (request) {
        send_completion(NULL, request, result);
    }
}

/* On the sender's thread. */
static void ask_for(DWORD_PTR driver)
{
    struct dialog *dialog = dialog_of(driver);
    wchar_t file[MAX_PATH];
    UINT length = GetSystemDirectoryW(file, MAX_PATH - 20);
    bool missing = strcmp(dialog->mode, "missing") == 0;
    wcscpy(file + length, missing ? L"\\missing.dll" : L"\\tapi32-ui.dll");
    HTAPIDIALOGINSTANCE handle =
        create(dialog, dialog->asked, fault("dialog.params") ? L"tapi32-ui.dll" : file);
#ifdef FAULTY
    if (fault("dialog.unique")) {
        create(dialog, dialog->asked, file);
        SetEvent(twice);
    }
    if (fault("dialog.unknown")) {
        send_data(handle + 0x1000, "0", 1);
    }
#endif
    EnterCriticalSection(&lock);
    dialog->handle = handle;
    bool alive = handle && dialog->used;
    LeaveCriticalSection(&lock);
    const char *data = alive && dialog->talks ? "123" : "";
    for (; *data; data++) {
        send_data(handle, data, 1);
    }
    dialog->sent = true;
    if (alive && strncmp(dialog->mode, "close", 5) == 0) {
        send_data(handle, NULL, 0);
    }
    if (!alive || !dialog->talks) {
        finish(dialog, handle ? 0 : (LONG)LINEERR_OPERATIONUNAVAIL);
    }
}

void dialog_ask(struct line *line, DRV_REQUESTID request, const char *mode, DWORD size)
{
    EnterCriticalSection(&lock);
    struct dialog *dialog = &dialogs[next++ % MAX_DIALOGS];
    memset(dialog, 0, sizeof *dialog);
    memcpy(dialog->mode, mode, size < MODE ? size : MODE - 1);
    dialog->used = true;
    dialog->talks = strncmp(dialog->mode, "talk", 4) == 0;
    dialog->line = line;
    dialog->request = request;
    dialog->asked = request;
    LeaveCriticalSection(&lock);
    if (fault("dialog.request")) {
        finish(dialog, 0);
    }
    send_work(ask_for, driver_of(dialog));
}

void dialogs_finish(const struct line *line)
{
    for (int i = 0; i < MAX_DIALOGS; i++) {
        if (dialogs[i].used && dialogs[i].line == line) {
            finish(&dialogs[i], (LONG)LINEERR_OPERATIONFAILED);
        }
    }
}

void dialogs_forget(void)
{
    memset(dialogs, 0, sizeof dialogs);
#ifdef FAULTY
    twice = twice ? twice : CreateEventW(NULL, TRUE, FALSE, NULL);
#endif
}

#ifdef FAULTY
/* On the sender's thread, on which ask_for has ended: the instance's handle is known. */
static void send_late(DWORD_PTR driver)
{
    Sleep(LATE_MS);
    send_data(dialogs[driver - FIRST].handle, "0", 1);
}
#endif

LONG WINAPI TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE driver)
{
    struct dialog *dialog = dialog_of((DWORD_PTR)driver);
    if (!dialog) {
        return (LONG)LINEERR_INVALPARAM;
    }
#ifdef FAULTY
    if (fault("dialog.unique")) {
        WaitForSingleObject(twice, 5000);
    }
    if (fault("dialog.after-free")) {
        send_work(send_late, driver_of(dialog));
    }
#endif
    finish(dialog, (LONG)LINEERR_OPERATIONFAILED); /* the dialog ended without a verdict */
    send_event(dialog->line, NULL, LINE_DEVSPECIFIC, DIALOG_FREED, (DWORD_PTR)driver, dialog->pid);
    EnterCriticalSection(&lock);
    dialog->used = false;
    LeaveCriticalSection(&lock);
    return 0;
}

LONG WINAPI TSPI_providerGenericDialogData(DWORD_PTR id, DWORD kind, LPVOID data, DWORD size)
{
    struct dialog *dialog = dialog_of(id);
    char *text = data;
    if (kind != TUISPIDLL_OBJECT_DIALOGINSTANCE || !dialog || size != 8) {
        return (LONG)LINEERR_INVALPARAM;
    }
    if (memcmp(text, "pid?", 4) == 0) {
        if (!has_caller()) {
            return (LONG)LINEERR_OPERATIONFAILED;
        }
        DWORD own = GetCurrentProcessId();
        memcpy(&dialog->pid, text + 4, sizeof dialog->pid);
        memcpy(text + 4, &own, sizeof own);
    } else if (memcmp(text, "sent", 4) == 0) {
        text[4] = dialog->sent;
    } else {
        finish(dialog, memcmp(text, "done", 4) == 0 ? 0 : (LONG)LINEERR_OPERATIONFAILED);
    }
    return 0;
}
