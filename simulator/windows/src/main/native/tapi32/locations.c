#include "locations.h"

#include <windows.h>
#include <tapi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const wchar_t path[] = L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Locations";

static DWORD read_number(HKEY key, const wchar_t *name, DWORD otherwise)
{
    DWORD value, size = sizeof value, type;
    LONG status = RegQueryValueExW(key, name, NULL, &type, (BYTE *)&value, &size);
    return status == ERROR_SUCCESS && type == REG_DWORD ? value : otherwise;
}

static void read_text(HKEY key, const wchar_t *name, uint16_t *text, size_t room)
{
    DWORD size = (DWORD)((room - 1) * 2), type;
    memset(text, 0, room * 2);
    if (RegQueryValueExW(key, name, NULL, &type, (BYTE *)text, &size) != ERROR_SUCCESS ||
        type != REG_SZ) {
        memset(text, 0, room * 2);
    }
}

static bool read_location(HKEY all, const wchar_t *name, struct location *location)
{
    HKEY key;
    if (RegOpenKeyExW(all, name, 0, KEY_READ, &key) != ERROR_SUCCESS) {
        return false;
    }
    memset(location, 0, sizeof *location);
    location->id = read_number(key, L"ID", wcstoul(name + wcslen(L"Location"), NULL, 10));
    location->country_id = read_number(key, L"Country", 1);
    location->pulse = (read_number(key, L"Flags", 1) & 1) == 0;
    read_text(key, L"Name", location->name, DIALING_CODE * 2);
    read_text(key, L"AreaCode", location->area_code, DIALING_CODE);
    read_text(key, L"OutsideAccess", location->local_access, DIALING_CODE);
    read_text(key, L"LongDistanceAccess", location->long_distance_access, DIALING_CODE);
    read_text(key, L"DisableCallWaiting", location->cancel_call_waiting, DIALING_CODE);
    read_text(key, L"TollList", location->toll_list, DIALING_TEXT);
    RegCloseKey(key);
    return true;
}

static unsigned read_all(HKEY all, struct location locations[LOCATIONS_MAX])
{
    wchar_t name[64];
    unsigned count = 0;
    for (DWORD i = 0; count < LOCATIONS_MAX; i++) {
        DWORD length = 64;
        if (RegEnumKeyExW(all, i, name, &length, NULL, NULL, NULL, NULL) != ERROR_SUCCESS) {
            break;
        }
        if (!_wcsnicmp(name, L"Location", 8) && read_location(all, name, &locations[count])) {
            count++;
        }
    }
    return count;
}

static void set_number(HKEY key, const wchar_t *name, DWORD value)
{
    RegSetValueExW(key, name, 0, REG_DWORD, (const BYTE *)&value, sizeof value);
}

static void set_text(HKEY key, const wchar_t *name, const uint16_t *text)
{
    RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *)text, (DWORD)(wcslen(text) + 1) * 2);
}

static void write_first(const struct location *location)
{
    HKEY all, key;
    if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY,
            NULL, &all, NULL) != ERROR_SUCCESS) {
        return; /* no right to: the location is this program's alone */
    }
    if (RegCreateKeyExW(all, L"Location1", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL) ==
        ERROR_SUCCESS) {
        set_text(key, L"Name", location->name);
        set_text(key, L"AreaCode", location->area_code);
        set_text(key, L"OutsideAccess", location->local_access);
        set_text(key, L"LongDistanceAccess", location->long_distance_access);
        set_text(key, L"DisableCallWaiting", location->cancel_call_waiting);
        set_number(key, L"Country", location->country_id);
        set_number(key, L"Flags", 1);
        set_number(key, L"ID", location->id);
        RegCloseKey(key);
        set_number(all, L"CurrentID", location->id);
        set_number(all, L"NextID", location->id + 1);
        set_number(all, L"NumEntries", 1);
    }
    RegCloseKey(all);
}

static void make_first(struct location *location)
{
    wchar_t code[8] = L"";
    *location = (struct location){.id = 1};
    GetLocaleInfoW(LOCALE_USER_DEFAULT, LOCALE_ICOUNTRY, code, 8);
    location->country_id = wcstoul(code, NULL, 10);
    if (!country_by_id(location->country_id)) {
        location->country_id = 1;
    }
    wcscpy(location->name, L"My Location");
    write_first(location);
}

static HKEY open_all(REGSAM rights)
{
    HKEY all;
    LONG status = RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, rights | KEY_WOW64_64KEY, &all);
    return status == ERROR_SUCCESS ? all : NULL;
}

unsigned locations_read(struct location locations[LOCATIONS_MAX], uint32_t *current)
{
    unsigned count = 0;
    HKEY all = open_all(KEY_READ);
    *current = 0;
    if (all) {
        count = read_all(all, locations);
        *current = read_number(all, L"CurrentID", 0);
        RegCloseKey(all);
    }
    if (count == 0) {
        make_first(&locations[0]);
        count = 1;
    }
    for (unsigned i = 0; i < count; i++) {
        if (locations[i].id == *current) {
            return count;
        }
    }
    *current = locations[0].id;
    return count;
}

static bool known(uint32_t id)
{
    struct location *locations = malloc(LOCATIONS_MAX * sizeof *locations);
    uint32_t current;
    unsigned count = locations ? locations_read(locations, &current) : 0;
    bool found = false;
    for (unsigned i = 0; i < count; i++) {
        found = found || locations[i].id == id;
    }
    free(locations);
    return found;
}

long locations_set_current(uint32_t id)
{
    if (!known(id)) {
        return (LONG)LINEERR_INVALLOCATION;
    }
    HKEY all = open_all(KEY_SET_VALUE);
    if (!all) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    set_number(all, L"CurrentID", id);
    RegCloseKey(all);
    return 0;
}

long locations_set_toll_list(uint32_t id, const uint16_t *list)
{
    wchar_t name[32];
    HKEY key = NULL;
    HKEY all = open_all(KEY_READ);
    swprintf(name, 32, L"Location%lu", (unsigned long)id);
    if (!all || RegOpenKeyExW(all, name, 0, KEY_SET_VALUE, &key) != ERROR_SUCCESS) {
        key = NULL;
    }
    if (all) {
        RegCloseKey(all);
    }
    if (!key) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    set_text(key, L"TollList", list);
    RegCloseKey(key);
    return 0;
}
