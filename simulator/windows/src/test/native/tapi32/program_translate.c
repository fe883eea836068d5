/* Locations and addresses, as the registry of a fresh Windows (in the United States) gives them. */
#include "program.h"

#include <string.h>

#define ERROR_OF(code) ((LONGLONG)(code)-0x100000000LL)
#define LOCATIONS L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Locations"

union output {
    LINETRANSLATEOUTPUT output;
    char room[300];
};

static const char *text_at(const void *structure, DWORD offset)
{
    return (const char *)structure + offset;
}

static void set(HKEY key, const wchar_t *name, const wchar_t *text)
{
    SAME(
        RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *)text, (DWORD)(wcslen(text) + 1) * 2), 0);
}

static void make_location(DWORD id, DWORD country, const wchar_t *area)
{
    HKEY key;
    wchar_t path[128];
    swprintf(path, 128, LOCATIONS L"\\Location%lu", id);
    SAME(RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY,
             NULL, &key, NULL),
        0);
    set(key, L"Name", L"B\xfcro");
    set(key, L"AreaCode", area);
    set(key, L"OutsideAccess", L"9,");
    set(key, L"LongDistanceAccess", L"8");
    set(key, L"DisableCallWaiting", L"*70,");
    SAME(RegSetValueExW(key, L"Country", 0, REG_DWORD, (const BYTE *)&country, 4), 0);
    SAME(RegSetValueExW(key, L"ID", 0, REG_DWORD, (const BYTE *)&id, 4), 0);
    RegCloseKey(key);
}

static void dials(const char *address, DWORD options, const char *expected, DWORD results)
{
    union output out;
    memset(&out, 0xcd, sizeof out);
    out.output.dwTotalSize = sizeof out;
    SAME(lineTranslateAddressA(0, 0, 0x00020000, address, 0, options, &out.output), 0);
    const char *dialable = text_at(&out, out.output.dwDialableStringOffset);
    if (strcmp(dialable, expected)) {
        printf("# %s is dialed %s\n", address, dialable);
    }
    CHECK(!strcmp(dialable, expected));
    SAME(out.output.dwTranslateResults, results);
    SAME(out.output.dwUsedSize, out.output.dwNeededSize);
}

static void check_default(void)
{
    union {
        LINETRANSLATECAPS caps;
        char room[500];
    } buffer = {.caps = {.dwTotalSize = sizeof buffer}};
    char country[8], area[8];
    SAME(lineGetTranslateCapsA(0, 0x00020000, &buffer.caps), 0);
    SAME(buffer.caps.dwNumLocations, 1);
    SAME(buffer.caps.dwLocationListSize, sizeof(LINELOCATIONENTRY));
    const LINELOCATIONENTRY *entry =
        (const void *)text_at(&buffer, buffer.caps.dwLocationListOffset);
    SAME(entry->dwPermanentLocationID, buffer.caps.dwCurrentLocationID);
    CHECK(!strcmp(text_at(&buffer, entry->dwLocationNameOffset), "My Location"));
    SAME(entry->dwCountryCode, 1);
    SAME(tapiGetLocationInfoA(country, area), 0);
    CHECK(!strcmp(country, "1"));
    CHECK(!strcmp(area, ""));
    SAME(tapiGetLocationInfoW(NULL, NULL), TAPIERR_REQUESTFAILED);
}

static void check_german(void)
{
    enum { C = 1, INTL = 2, LONG_DISTANCE = 4, LOCAL = 8, NONE = 0x800 };
    dials("+49 (89) 12 34-5", 0, "T9,12345", C | LOCAL);
    dials("+49 (30) 123.45", 0, "T803012345", C | LONG_DISTANCE);
    dials("+1 (212) 555-0100", 0, "T80012125550100", C | INTL);
    dials("+4930 12345", 0, "T803012345", C | LONG_DISTANCE);
    dials("+49 (89) 1", LINETRANSLATEOPTION_FORCELD, "T80891", C | LONG_DISTANCE);
    dials("+49 (89) 1|sub^Ishmael", LINETRANSLATEOPTION_CANCELCALLWAITING, "T*70,9,1|sub^Ishmael",
        C | LOCAL);
    dials("+49 (89) 1W2@$?", 0, "T9,1W2@$?", C | LOCAL | 0x40 | 0x80 | 0x100 | 0x200);
    dials("0815\r\n+49 (89) 1", 0, "0815", NONE);
    dials("12 34-5", 0, "12 34-5", NONE);
}

static void check_errors(void)
{
    union output out = {.output = {.dwTotalSize = sizeof out}};
    LINETRANSLATEOUTPUT *output = &out.output;
    SAME(lineTranslateAddressA(0, 0, 0x00020000, NULL, 0, 0, output),
        ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineTranslateAddressA(0, 0, 0x00020000, "1", 0, 0, NULL), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineTranslateAddressA(0, 0, 0x00020000, "", 0, 0, output), ERROR_OF(LINEERR_INVALADDRESS));
    SAME(lineTranslateAddressA(0, 0, 0x00020000, "+x", 0, 0, output),
        ERROR_OF(LINEERR_INVALADDRESS));
    SAME(lineTranslateAddressA(0, 0, 0x00010004, "1", 0, 0, output),
        ERROR_OF(LINEERR_UNINITIALIZED));
    SAME(lineTranslateAddressA(0, 0, 0x00020000, "1", 0, LINETRANSLATEOPTION_CARDOVERRIDE, output),
        ERROR_OF(LINEERR_INVALCARD));
    output->dwTotalSize = 39;
    SAME(lineTranslateAddressA(0, 0, 0x00020000, "1", 0, 0, output),
        ERROR_OF(LINEERR_STRUCTURETOOSMALL));
    output->dwTotalSize = sizeof *output; /* no room for texts: success, and what it needs */
    SAME(lineTranslateAddressW(0, 0, 0x00020000, L"123", 0, 0, output), 0);
    SAME(output->dwDialableStringSize, 0);
    SAME(output->dwNeededSize, 56);
    SAME(lineSetCurrentLocation(0, 77), ERROR_OF(LINEERR_INVALLOCATION));
    SAME(lineTranslateDialogA(0, 0, 0x00020000, NULL, "1"), ERROR_OF(LINEERR_OPERATIONFAILED));
    SAME(lineSetTollListA(0, 0, "12", LINETOLLLISTOPTION_ADD), ERROR_OF(LINEERR_INVALADDRESS));
}

static void check_toll_list(void)
{
    enum { C = 1, LONG_DISTANCE = 4, LOCAL = 8, LISTED = 0x10, UNLISTED = 0x20 };
    dials("+1 (212) 555-0100", 0, "T9,5550100", C | LOCAL | UNLISTED);
    SAME(lineSetTollListW(0, 0, L"+1 (212) 555-0100", LINETOLLLISTOPTION_ADD), 0);
    SAME(lineSetTollListW(0, 0, L"+1 (212) 556-0100", LINETOLLLISTOPTION_ADD), 0);
    dials("+1 (212) 555-0100", 0, "T812125550100", C | LONG_DISTANCE | LISTED);
    SAME(lineSetTollListW(0, 0, L"+1 (212) 555-0100", LINETOLLLISTOPTION_REMOVE), 0);
    dials("+1 (212) 555-0100", 0, "T9,5550100", C | LOCAL | UNLISTED);
    dials("+1 (212) 556-0100", 0, "T812125560100", C | LONG_DISTANCE | LISTED);
}

static void check_countries(void)
{
    static union {
        LINECOUNTRYLIST list;
        char room[20000];
    } buffer;
    buffer.list.dwTotalSize = sizeof buffer;
    SAME(lineGetCountryA(49, 0x00020000, &buffer.list), 0);
    SAME(buffer.list.dwNumCountries, 1);
    const LINECOUNTRYENTRY *entry = (const void *)text_at(&buffer, buffer.list.dwCountryListOffset);
    CHECK(!strcmp(text_at(&buffer, entry->dwCountryNameOffset), "Germany"));
    CHECK(!strcmp(text_at(&buffer, entry->dwInternationalRuleOffset), "00EFG"));
    SAME(lineGetCountryW(0, 0x00020000, &buffer.list), 0);
    CHECK(buffer.list.dwNumCountries > 40);
    SAME(lineGetCountryW(999, 0x00020000, &buffer.list), ERROR_OF(LINEERR_INVALCOUNTRYCODE));
}

void scene_translate(void)
{
    RegDeleteTreeW(HKEY_LOCAL_MACHINE, LOCATIONS);
    check_default();
    make_location(5, 49, L"89");
    SAME(lineSetCurrentLocation(0, 5), 0);
    check_german();
    check_errors();
    make_location(6, 1, L"212");
    SAME(lineSetCurrentLocation(0, 6), 0);
    check_toll_list();
    check_countries();
    RegDeleteTreeW(HKEY_LOCAL_MACHINE, LOCATIONS);
}
