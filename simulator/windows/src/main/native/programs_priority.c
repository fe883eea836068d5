#include "programs_priority.h"

#include "names.h"
#include "programs_functions.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LIST = 2048 };

/* One value for each media mode (by its name) and one for requests, of file names in their order,
 * "a.exe,b.exe". */
static const wchar_t section[] =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony\\HandoffPriorities";
static const wchar_t requests[] = L"RequestMakeCall";

static void value_name(DWORD media, wchar_t *name, size_t room)
{
    const char *text = name_of(media_mode_names, media);
    if (media == 0 || !text) {
        wcsncpy(name, requests, room - 1);
        return;
    }
    MultiByteToWideChar(CP_UTF8, 0, text, -1, name, (int)room);
}

static void read_list(DWORD media, wchar_t list[MAX_LIST])
{
    wchar_t name[64] = L"";
    DWORD size = (MAX_LIST - 1) * sizeof(wchar_t);
    memset(list, 0, MAX_LIST * sizeof(wchar_t));
    value_name(media, name, 64);
    if (RegGetValueW(HKEY_CURRENT_USER, section, name, RRF_RT_REG_SZ, NULL, list, &size) !=
        ERROR_SUCCESS) {
        list[0] = 0;
    }
}

static bool write_list(DWORD media, const wchar_t *list)
{
    wchar_t name[64] = L"";
    value_name(media, name, 64);
    return RegSetKeyValueW(HKEY_CURRENT_USER, section, name, REG_SZ, list,
               (DWORD)((wcslen(list) + 1) * sizeof *list)) == ERROR_SUCCESS;
}

/* 1 = first; 0: not in it. */
static unsigned position(const wchar_t *list, const wchar_t *file)
{
    size_t length = wcslen(file);
    unsigned at = 1;
    for (const wchar_t *own = list; *own; at++) {
        size_t size = wcscspn(own, L",");
        if (size == length && _wcsnicmp(own, file, size) == 0) {
            return at;
        }
        own += size + (own[size] == L',');
    }
    return 0;
}

static unsigned rank(const wchar_t *list, const struct usage *usage)
{
    unsigned at = position(list, usage->program->file);
    return at ? at : MAX_LIST;
}

static DWORD lowest_bit(DWORD bits)
{
    return bits & (0u - bits);
}

bool priority_before(const struct seat *seat, const struct seat *other, DWORD media)
{
    wchar_t list[MAX_LIST];
    read_list(lowest_bit(media), list);
    unsigned own = rank(list, seat->usage);
    unsigned others = rank(list, other->usage);
    return own != others ? own < others : seat->order < other->order;
}

bool priority_for_requests(const struct usage *usage, const struct usage *other)
{
    wchar_t list[MAX_LIST];
    read_list(0, list);
    unsigned own = rank(list, usage);
    unsigned others = rank(list, other);
    return own != others ? own < others : usage->request_order < other->request_order;
}

static LONG judge(const struct ask *ask, bool one_mode)
{
    const wchar_t *file = ask_text(ask, "appName");
    DWORD media = ask_number(ask, "media");
    if (!file) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    if (!*file || wcspbrk(file, L"\\/:,") || wcslen(file) >= MAX_PATH) {
        return (LONG)LINEERR_INVALAPPNAME;
    }
    if ((media & ~mask_of(media_mode_names)) || (one_mode && (media & (media - 1)))) {
        return (LONG)LINEERR_INVALMEDIAMODE;
    }
    if (media == 0 && ask_number(ask, "requestMode") != LINEREQUESTMODE_MAKECALL) {
        return (LONG)LINEERR_INVALREQUESTMODE;
    }
    return 0;
}

LONG ask_get_priority(struct ask *ask)
{
    wchar_t list[MAX_LIST];
    LONG result = judge(ask, true);
    if (result == 0) {
        read_list(ask_number(ask, "media"), list);
        results_number(ask->out, position(list, ask_text(ask, "appName")));
        results_bytes(ask->out, NULL, 0); /* the extension's name is ignored: its page */
    }
    return result;
}

/* The list without the file, and with it in front if it is wanted. */
static LONG change(DWORD media, const wchar_t *file, bool first)
{
    wchar_t list[MAX_LIST];
    wchar_t changed[MAX_LIST] = L"";
    read_list(media, list);
    if (first) {
        wcscpy(changed, file);
    }
    for (const wchar_t *own = list; *own;) {
        size_t size = wcscspn(own, L",");
        bool same = size == wcslen(file) && _wcsnicmp(own, file, size) == 0;
        if (!same && size && wcslen(changed) + size + 2 < MAX_LIST) {
            if (*changed) {
                wcscat(changed, L",");
            }
            wcsncat(changed, own, size);
        }
        own += size + (own[size] == L',');
    }
    return write_list(media, changed) ? 0 : (LONG)LINEERR_INIFILECORRUPT;
}

LONG ask_set_priority(struct ask *ask)
{
    DWORD media = ask_number(ask, "media");
    DWORD priority = ask_number(ask, "priority");
    LONG result = judge(ask, false);
    if (result == 0 && priority > 1) {
        result = (LONG)LINEERR_INVALPARAM;
    }
    if (result == 0 && media == 0) {
        result = change(0, ask_text(ask, "appName"), priority == 1);
    }
    for (DWORD left = media; left && result == 0; left &= left - 1) {
        result = change(lowest_bit(left), ask_text(ask, "appName"), priority == 1);
    }
    return result;
}
