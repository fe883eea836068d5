#include "registry.h"

#include <stdio.h>

static const wchar_t section[] =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Providers";

static bool open_section(HKEY *key)
{
    return RegCreateKeyExW(HKEY_LOCAL_MACHINE, section, 0, NULL, 0, KEY_ALL_ACCESS, NULL, key,
               NULL) == ERROR_SUCCESS;
}

static DWORD read_number(HKEY key, const wchar_t *name, DWORD otherwise)
{
    DWORD value, type, size = sizeof value;
    if (RegQueryValueExW(key, name, NULL, &type, (BYTE *)&value, &size) != ERROR_SUCCESS ||
        type != REG_DWORD) {
        return otherwise;
    }
    return value;
}

static bool write_number(HKEY key, const wchar_t *name, DWORD value)
{
    return RegSetValueExW(key, name, 0, REG_DWORD, (const BYTE *)&value, sizeof value) ==
           ERROR_SUCCESS;
}

int registry_read(struct entry *entries, int room)
{
    HKEY key;
    int count = 0;
    if (!open_section(&key)) {
        return 0;
    }
    int present = (int)read_number(key, L"NumProviders", 0);
    for (int i = 0; i < present && count < room; i++) {
        wchar_t name[32];
        DWORD type, size = sizeof entries[count].file - sizeof(wchar_t);
        swprintf(name, 32, L"ProviderID%d", i);
        entries[count].id = read_number(key, name, 0);
        swprintf(name, 32, L"ProviderFilename%d", i);
        memset(entries[count].file, 0, sizeof entries[count].file);
        if (RegQueryValueExW(key, name, NULL, &type, (BYTE *)entries[count].file, &size) ==
                ERROR_SUCCESS &&
            type == REG_SZ) {
            count++;
        }
    }
    RegCloseKey(key);
    return count;
}

bool registry_write(const struct entry *entries, int count)
{
    HKEY key;
    wchar_t name[32];
    bool good;
    if (!open_section(&key)) {
        return false;
    }
    good = write_number(key, L"NumProviders", (DWORD)count);
    for (int i = 0; i < count && good; i++) {
        swprintf(name, 32, L"ProviderID%d", i);
        good = write_number(key, name, entries[i].id);
        swprintf(name, 32, L"ProviderFilename%d", i);
        good =
            good && RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *)entries[i].file,
                        (DWORD)((wcslen(entries[i].file) + 1) * sizeof(wchar_t))) == ERROR_SUCCESS;
    }
    swprintf(name, 32, L"ProviderID%d", count);
    RegDeleteValueW(key, name);
    swprintf(name, 32, L"ProviderFilename%d", count);
    RegDeleteValueW(key, name);
    RegCloseKey(key);
    return good;
}

DWORD registry_next_id(void)
{
    HKEY key;
    DWORD id = 0;
    if (open_section(&key)) {
        id = read_number(key, L"NextProviderID", 1);
        write_number(key, L"NextProviderID", id + 1);
        RegCloseKey(key);
    }
    return id;
}
