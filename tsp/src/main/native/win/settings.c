#include "tsp.h"

static const wchar_t path[] = L"Software\\Ishmael";

HKEY settings_key(void)
{
    HKEY key = NULL;
    LONG error = RegOpenKeyExW(
        HKEY_LOCAL_MACHINE, path, 0, KEY_QUERY_VALUE | KEY_NOTIFY | KEY_WOW64_64KEY, &key);
    return error == ERROR_SUCCESS ? key : NULL;
}

/* The raw value, if it is there, of that type and fits. */
static bool read_value(const wchar_t *name, DWORD type, void *out, DWORD *size)
{
    HKEY key = settings_key();
    DWORD found = 0;
    if (key == NULL) {
        return false;
    }
    LONG error = RegQueryValueExW(key, name, NULL, &found, out, size);
    RegCloseKey(key);
    return error == ERROR_SUCCESS && found == type;
}

bool setting_text(const wchar_t *name, wchar_t *out, DWORD units)
{
    wchar_t value[SETTING_UNITS];
    DWORD size = sizeof value - sizeof value[0];
    if (!read_value(name, REG_SZ, value, &size)) {
        return false;
    }
    value[size / sizeof value[0]] = L'\0';
    size_t length = wcslen(value);
    if (length == 0 || length >= units) {
        return false;
    }
    memcpy(out, value, (length + 1) * sizeof value[0]);
    return true;
}

bool setting_number(const wchar_t *name, DWORD *out)
{
    DWORD value = 0;
    DWORD size = sizeof value;
    if (!read_value(name, REG_DWORD, &value, &size) || size != sizeof value) {
        return false;
    }
    *out = value;
    return true;
}
