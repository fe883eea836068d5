#include "identity.h"

#include "operations.h"
#include "programs_model.h"

#include <rpc.h>
#include <sddl.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CHOSEN = 64, MAX_IMPERSONATIONS = 256 };

enum step { STEP_NONE, STEP_IMPERSONATE, STEP_TOKEN };

struct chosen {
    DWORD process;          /* 0: the program of this file */
    wchar_t file[MAX_PATH]; /* without folder */
    enum step fails;
    DWORD error;
    DWORD session;
    BYTE sid[SECURITY_MAX_SID_SIZE];
};

/* A token that an impersonation made, and whose process it stands for. */
struct impersonation {
    LUID token;
    DWORD process;
};

static SRWLOCK lock = SRWLOCK_INIT;
static struct chosen all[MAX_CHOSEN];
static unsigned count;
static struct impersonation impersonations[MAX_IMPERSONATIONS];
static unsigned next;

/* ---- what was chosen ---- */

static bool same_one(const struct chosen *a, const struct chosen *b)
{
    return a->process == b->process && _wcsicmp(a->file, b->file) == 0;
}

/* Whose choice goes first: that for the process, then that for its file. */
static bool find(DWORD process, struct chosen *found)
{
    wchar_t file[MAX_PATH] = L"";
    const struct chosen *best = NULL;
    model_lock();
    for (const struct program *of = programs_first(); of; of = of->next) {
        if (of->pid == process && !file[0]) { /* the latest one stands first */
            wcscpy(file, of->file);
        }
    }
    model_unlock();
    AcquireSRWLockShared(&lock);
    for (unsigned i = 0; i < count && !(best && best->process); i++) {
        bool by_file = all[i].process == 0 && file[0] && _wcsicmp(all[i].file, file) == 0;
        if (by_file || all[i].process == process) {
            best = &all[i];
        }
    }
    if (best) {
        *found = *best;
    }
    ReleaseSRWLockShared(&lock);
    return best != NULL;
}

/* False if there is no room. */
static bool choose(const struct chosen *wanted, bool keep)
{
    AcquireSRWLockExclusive(&lock);
    unsigned at = 0;
    while (at < count && !same_one(&all[at], wanted)) {
        at++;
    }
    bool fits = at < MAX_CHOSEN;
    if (keep && fits) {
        all[at] = *wanted;
        count = at == count ? count + 1 : count;
    } else if (!keep && at < count) {
        all[at] = all[--count];
    }
    ReleaseSRWLockExclusive(&lock);
    return fits || !keep;
}

/* ---- what providers call ---- */

static bool token_id(HANDLE token, LUID *id)
{
    TOKEN_STATISTICS statistics;
    DWORD used;
    if (!GetTokenInformation(token, TokenStatistics, &statistics, sizeof statistics, &used)) {
        return false;
    }
    *id = statistics.TokenId;
    return statistics.TokenType == TokenImpersonation;
}

/* Notes the token that this thread has now; 0 if it does not serve a process of this machine. */
static DWORD note_impersonation(RPC_BINDING_HANDLE binding)
{
    HANDLE token;
    LUID id;
    unsigned long process = 0;
    if (I_RpcBindingInqLocalClientPID(binding, &process) != RPC_S_OK ||
        !OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token)) {
        return 0;
    }
    bool known = token_id(token, &id);
    CloseHandle(token);
    if (known) {
        AcquireSRWLockExclusive(&lock);
        impersonations[next++ % MAX_IMPERSONATIONS] = (struct impersonation){id, process};
        ReleaseSRWLockExclusive(&lock);
    }
    return known ? process : 0;
}

static DWORD process_of(HANDLE token)
{
    LUID id;
    DWORD process = 0;
    if (!token_id(token, &id)) {
        return 0;
    }
    AcquireSRWLockShared(&lock);
    for (unsigned i = 0; i < MAX_IMPERSONATIONS; i++) {
        if (memcmp(&impersonations[i].token, &id, sizeof id) == 0) {
            process = impersonations[i].process;
        }
    }
    ReleaseSRWLockShared(&lock);
    return process;
}

static RPC_STATUS RPC_ENTRY impersonate(RPC_BINDING_HANDLE binding)
{
    struct chosen chosen;
    RPC_STATUS status = RpcImpersonateClient(binding);
    if (status != RPC_S_OK) {
        return status;
    }
    DWORD process = note_impersonation(binding);
    if (process && find(process, &chosen) && chosen.fails == STEP_IMPERSONATE) {
        RpcRevertToSelf();
        return (RPC_STATUS)chosen.error;
    }
    return status;
}

/* Writes the user as GetTokenInformation does: the SID behind the fixed part. */
static BOOL write_user(const struct chosen *chosen, void *into, DWORD room, DWORD *used)
{
    TOKEN_USER *user = into;
    DWORD length = GetLengthSid((PSID)chosen->sid);
    *used = (DWORD)sizeof *user + length;
    if (room < *used) {
        SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    user->User.Sid = user + 1;
    user->User.Attributes = 0;
    memcpy(user->User.Sid, chosen->sid, length);
    return TRUE;
}

static BOOL WINAPI token_information(
    HANDLE token, TOKEN_INFORMATION_CLASS what, void *into, DWORD room, DWORD *used)
{
    struct chosen chosen;
    union {
        TOKEN_USER user;
        BYTE room[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    } real;
    DWORD process = what == TokenUser || what == TokenSessionId ? process_of(token) : 0;
    if (!process || !find(process, &chosen) || chosen.fails == STEP_IMPERSONATE) {
        return GetTokenInformation(token, what, into, room, used);
    }
    bool user = what == TokenUser;
    if (!(user ? GetTokenInformation(token, what, &real, sizeof real, used)
               : GetTokenInformation(token, what, into, room, used))) {
        return FALSE;
    }
    if (chosen.fails == STEP_TOKEN) {
        SetLastError(chosen.error);
        return FALSE;
    }
    if (user) {
        return write_user(&chosen, into, room, used);
    }
    memcpy(into, &chosen.session, sizeof chosen.session);
    return TRUE;
}

/* ---- imports ---- */

static bool lead(IMAGE_THUNK_DATA *entry, ULONG_PTR to)
{
    DWORD before;
    if (!VirtualProtect(entry, sizeof *entry, PAGE_READWRITE, &before)) {
        return false;
    }
    entry->u1.Function = to;
    return VirtualProtect(entry, sizeof *entry, before, &before);
}

/* The imports of one DLL: how many of them lead here now. */
static unsigned lead_all(BYTE *base, const IMAGE_IMPORT_DESCRIPTOR *of)
{
    static const struct {
        const char *name;
        ULONG_PTR to;
    } known[] = {{"RpcImpersonateClient", (ULONG_PTR)impersonate},
        {"GetTokenInformation", (ULONG_PTR)token_information}};
    const IMAGE_THUNK_DATA *name = (const void *)(base + of->OriginalFirstThunk);
    IMAGE_THUNK_DATA *entry = (void *)(base + of->FirstThunk);
    unsigned led = 0;
    for (; name->u1.AddressOfData; name++, entry++) {
        const IMAGE_IMPORT_BY_NAME *import = (const void *)(base + name->u1.AddressOfData);
        for (unsigned i = 0; !IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal) && i < 2; i++) {
            led += strcmp(import->Name, known[i].name) == 0 && lead(entry, known[i].to);
        }
    }
    return led;
}

bool identity_watch(HMODULE module)
{
    BYTE *base = (BYTE *)module;
    const IMAGE_DOS_HEADER *dos = (const void *)base;
    const IMAGE_NT_HEADERS *nt = (const void *)(base + dos->e_lfanew);
    const IMAGE_DATA_DIRECTORY *imports =
        &nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    unsigned led = 0;
    if (!imports->VirtualAddress) {
        return false;
    }
    const IMAGE_IMPORT_DESCRIPTOR *of = (const void *)(base + imports->VirtualAddress);
    for (; of->Name; of++) {
        led += of->OriginalFirstThunk ? lead_all(base, of) : 0;
    }
    return led == 2;
}

/* ---- the command ---- */

static bool read_sid(const struct json *command, struct chosen *into)
{
    wchar_t *text = json_wide(command, "sid");
    PSID sid = NULL;
    bool good = text && ConvertStringSidToSidW(text, &sid);
    if (good) {
        CopySid(sizeof into->sid, into->sid, sid);
        LocalFree(sid);
    }
    free(text);
    return good;
}

static bool read_failure(const struct json *command, struct chosen *into)
{
    const char *at = json_text(command, "at", "");
    into->error = (DWORD)json_number(command, "error", 0);
    into->fails = strcmp(at, "impersonate") == 0 ? STEP_IMPERSONATE
                  : strcmp(at, "token") == 0     ? STEP_TOKEN
                                                 : STEP_NONE;
    return into->fails != STEP_NONE && into->error != 0;
}

/* Whose identity it is; the script's own if the command does not say. */
static bool read_whose(const struct json *command, struct chosen *into)
{
    wchar_t *file = json_wide(command, "program");
    if (!file) {
        into->process = (DWORD)json_number(command, "process", GetCurrentProcessId());
        return into->process != 0;
    }
    bool good = file[0] && wcslen(file) < MAX_PATH;
    if (good) {
        wcscpy(into->file, file);
    }
    free(file);
    return good;
}

static unsigned providers_watched(void)
{
    unsigned watched = 0;
    for (int i = 0; i < provider_count(); i++) {
        watched += provider_at(i)->initialised && provider_at(i)->impersonates;
    }
    return watched;
}

void do_identity(struct context *c)
{
    struct chosen chosen = {.session = (DWORD)json_number(c->command, "session", 0)};
    bool fails = json_get(c->command, "error") != NULL;
    bool keep = fails || json_get(c->command, "sid") != NULL;
    bool good =
        read_whose(c->command, &chosen) &&
        (!keep || (fails ? read_failure(c->command, &chosen) : read_sid(c->command, &chosen)));
    LONG result = (LONG)LINEERR_INVALPARAM;
    if (good) {
        result = choose(&chosen, keep) ? 0 : (LONG)LINEERR_NOMEM;
    }
    result_write(c->out, result);
    out_number(c->out, "providers", providers_watched());
}
