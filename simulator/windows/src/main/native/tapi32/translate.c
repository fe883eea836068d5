/* Locations, countries and the translation of addresses. */
#include "apps.h"
#include "built.h"
#include "deliver.h"
#include "locations.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum { VERSION_1_3 = 0x00010003, VERSION_1_4 = 0x00010004, VERSION_MAX = 0x0003ffff };
enum { MAX_PREFIX = 3, NORTH_AMERICA = 1 };

/* The locations as they are now; malloc. */
struct places {
    struct location all[LOCATIONS_MAX];
    unsigned count;
    uint32_t current;
};

static struct places *places_now(void)
{
    struct places *places = malloc(sizeof *places);
    if (places) {
        places->count = locations_read(places->all, &places->current);
    }
    return places;
}

static const struct location *here(const struct places *places)
{
    unsigned i = 0;
    while (i + 1 < places->count && places->all[i].id != places->current) {
        i++;
    }
    return &places->all[i];
}

static DWORD code_of(const struct location *location)
{
    const struct country *country = country_by_id(location->country_id);
    return country ? country->code : 0;
}

/* A program of TAPI 2 need not have initialised. */
static LONG check(HLINEAPP app, DWORD version)
{
    if (version < VERSION_1_3 || version > VERSION_MAX) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    if (app == 0 && version > VERSION_1_4) {
        return 0;
    }
    LONG result = app_check(app);
    return result == (LONG)LINEERR_REINIT ? 0 : result; /* needs no service */
}

/* The text in UTF-16, malloc; NULL: not readable. */
static uint16_t *wide(struct text text)
{
    if (!text.text || !text_readable(text)) {
        return NULL;
    }
    if (text.form == ANSI) {
        return text_wide_copy(text.text);
    }
    size_t size = (wcslen(text.text) + 1) * sizeof(wchar_t);
    uint16_t *copy = malloc(size);
    if (copy) {
        memcpy(copy, text.text, size);
    }
    return copy;
}

static LONG give_translation(const struct translation *translation, const struct location *location,
    LINETRANSLATEOUTPUT *output, enum form form)
{
    struct built built = built_new(sizeof *output);
    built_text(
        &built, FIELD_OFFSET(LINETRANSLATEOUTPUT, dwDialableStringSize), translation->dialable);
    built_text(&built, FIELD_OFFSET(LINETRANSLATEOUTPUT, dwDisplayableStringSize),
        translation->displayable);
    built_number(&built, FIELD_OFFSET(LINETRANSLATEOUTPUT, dwCurrentCountry), code_of(location));
    built_number(
        &built, FIELD_OFFSET(LINETRANSLATEOUTPUT, dwDestCountry), translation->destination);
    built_number(
        &built, FIELD_OFFSET(LINETRANSLATEOUTPUT, dwTranslateResults), translation->results);
    return built_write(&built, output, &layout_translate_output, form);
}

static LONG translate_address(
    HLINEAPP app, DWORD version, struct text address, DWORD options, LINETRANSLATEOUTPUT *output)
{
    LONG result = check(app, version);
    if (result != 0) {
        return result;
    }
    if (options & LINETRANSLATEOPTION_CARDOVERRIDE) {
        return (LONG)LINEERR_INVALCARD; /* there are no calling cards */
    }
    uint16_t *text = wide(address);
    struct places *places = places_now();
    struct translation translation;
    if (!text) {
        result = (LONG)LINEERR_INVALPOINTER;
    } else if (!places) {
        result = (LONG)LINEERR_NOMEM;
    } else if (!translate(here(places), text, options, &translation)) {
        result = (LONG)LINEERR_INVALADDRESS;
    } else {
        result = give_translation(&translation, here(places), output, address.form);
    }
    free(places);
    free(text);
    return result;
}

LONG WINAPI lineTranslateAddressA(HLINEAPP app, DWORD device, DWORD version, LPCSTR address,
    DWORD card, DWORD options, LPLINETRANSLATEOUTPUT output)
{
    (void)device;
    (void)card;
    return translate_address(app, version, (struct text){address, ANSI}, options, output);
}

LONG WINAPI lineTranslateAddressW(HLINEAPP app, DWORD device, DWORD version, LPCWSTR address,
    DWORD card, DWORD options, LPLINETRANSLATEOUTPUT output)
{
    (void)device;
    (void)card;
    return translate_address(app, version, (struct text){address, WIDE}, options, output);
}

static void add_location(
    struct built *built, size_t entry, const struct location *location, bool whole)
{
    built_number(built, entry, location->id);
    built_text(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwLocationNameSize), location->name);
    built_number(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwCountryCode), code_of(location));
    built_text(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwCityCodeSize), location->area_code);
    built_text(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwLocalAccessCodeSize),
        location->local_access);
    built_text(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwLongDistanceAccessCodeSize),
        location->long_distance_access);
    built_text(
        built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwTollPrefixListSize), location->toll_list);
    if (whole) {
        built_number(
            built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwCountryID), location->country_id);
        built_number(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwOptions),
            location->pulse ? LINELOCATIONOPTION_PULSEDIAL : 0);
        built_text(built, entry + FIELD_OFFSET(LINELOCATIONENTRY, dwCancelCallWaitingSize),
            location->cancel_call_waiting);
    }
}

static LONG translate_caps(HLINEAPP app, DWORD version, LINETRANSLATECAPS *caps, enum form form)
{
    LONG result = check(app, version);
    struct places *places = result ? NULL : places_now();
    if (!places) {
        return result ? result : (LONG)LINEERR_NOMEM;
    }
    /* Version 1.3 does not know the last fields of an entry. */
    bool whole = version >= VERSION_1_4;
    size_t size = whole ? sizeof(LINELOCATIONENTRY) : FIELD_OFFSET(LINELOCATIONENTRY, dwCountryID);
    struct built built = built_new(sizeof *caps);
    built_number(&built, FIELD_OFFSET(LINETRANSLATECAPS, dwNumLocations), places->count);
    built_number(&built, FIELD_OFFSET(LINETRANSLATECAPS, dwCurrentLocationID), places->current);
    size_t entry = built_bytes(
        &built, FIELD_OFFSET(LINETRANSLATECAPS, dwLocationListSize), NULL, size * places->count);
    for (unsigned i = 0; i < places->count && !built.failed; i++) {
        add_location(&built, entry + i * size, &places->all[i], whole);
    }
    free(places);
    return built_write(&built, caps, &layout_translate_caps, form);
}

LONG WINAPI lineGetTranslateCapsA(HLINEAPP app, DWORD version, LPLINETRANSLATECAPS caps)
{
    return translate_caps(app, version, caps, ANSI);
}

LONG WINAPI lineGetTranslateCapsW(HLINEAPP app, DWORD version, LPLINETRANSLATECAPS caps)
{
    return translate_caps(app, version, caps, WIDE);
}

/* Source: LINE_LINEDEVSTATE; LINEDEVSTATE_TRANSLATECHANGE. */
static void tell_of_change(struct app *app)
{
    LINEMESSAGE message = {
        .dwMessageID = LINE_LINEDEVSTATE, .dwParam1 = LINEDEVSTATE_TRANSLATECHANGE};
    deliver(app, &message);
}

LONG WINAPI lineSetCurrentLocation(HLINEAPP app, DWORD location)
{
    LONG result = check(app, VERSION_MAX);
    result = result ? result : locations_set_current(location);
    if (result == 0) {
        app_each(tell_of_change);
    }
    return result;
}

/* There is no dialog; the registry is where locations are changed. */
static LONG dialog(HLINEAPP app, DWORD version, struct text address)
{
    LONG result = check(app, version);
    if (result == 0 && address.text && !text_readable(address)) {
        result = (LONG)LINEERR_INVALPOINTER;
    }
    return result ? result : (LONG)LINEERR_OPERATIONFAILED;
}

LONG WINAPI lineTranslateDialogA(
    HLINEAPP app, DWORD device, DWORD version, HWND owner, LPCSTR address)
{
    (void)device;
    (void)owner;
    return dialog(app, version, (struct text){address, ANSI});
}

LONG WINAPI lineTranslateDialogW(
    HLINEAPP app, DWORD device, DWORD version, HWND owner, LPCWSTR address)
{
    (void)device;
    (void)owner;
    return dialog(app, version, (struct text){address, WIDE});
}

static void without_prefix(const uint16_t *list, const uint16_t *prefix, uint16_t *out)
{
    size_t length = 0;
    out[0] = 0;
    while (*list) {
        size_t size = wcscspn(list, L",");
        if (size && (size != wcslen(prefix) || wcsncmp(list, prefix, size))) {
            if (length) {
                out[length++] = ',';
            }
            memcpy(out + length, list, size * 2);
            length += size;
            out[length] = 0;
        }
        list += size + (list[size] ? 1 : 0);
    }
}

/* Toll prefixes are a thing of the North American numbering plan and the own area. */
static LONG change_toll_list(const struct location *location, const uint16_t *address, DWORD option)
{
    struct canonical canonical;
    uint16_t list[DIALING_TEXT];
    if (!canonical_parse(address, &canonical)) {
        return (LONG)LINEERR_INVALADDRESS;
    }
    if (canonical.code != NORTH_AMERICA || canonical.code != code_of(location) ||
        wcscmp(canonical.area, location->area_code) || wcslen(canonical.number) < MAX_PREFIX) {
        return 0; /* needs no entry */
    }
    canonical.number[MAX_PREFIX] = 0;
    without_prefix(location->toll_list, canonical.number, list);
    if (option == LINETOLLLISTOPTION_ADD) {
        if (wcslen(list) + MAX_PREFIX + 2 > DIALING_TEXT) {
            return (LONG)LINEERR_RESOURCEUNAVAIL;
        }
        wcscat(list, list[0] ? L"," : L"");
        wcscat(list, canonical.number);
    }
    return locations_set_toll_list(location->id, list);
}

static LONG set_toll_list(HLINEAPP app, struct text address, DWORD option)
{
    LONG result = check(app, VERSION_MAX);
    if (result != 0) {
        return result;
    }
    if (option != LINETOLLLISTOPTION_ADD && option != LINETOLLLISTOPTION_REMOVE) {
        return (LONG)LINEERR_INVALPARAM;
    }
    uint16_t *text = wide(address);
    struct places *places = places_now();
    if (!text || !places) {
        result = text ? (LONG)LINEERR_NOMEM : (LONG)LINEERR_INVALPARAM;
    } else {
        result = change_toll_list(here(places), text, option);
    }
    free(places);
    free(text);
    return result;
}

LONG WINAPI lineSetTollListA(HLINEAPP app, DWORD device, LPCSTR address, DWORD option)
{
    (void)device;
    return set_toll_list(app, (struct text){address, ANSI}, option);
}

LONG WINAPI lineSetTollListW(HLINEAPP app, DWORD device, LPCWSTR address, DWORD option)
{
    (void)device;
    return set_toll_list(app, (struct text){address, WIDE}, option);
}

static void add_country(struct built *built, size_t entry, unsigned index)
{
    const struct country *country = &countries[index];
    built_number(built, entry, country->id);
    built_number(built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwCountryCode), country->code);
    built_number(built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwNextCountryID),
        index + 1 < country_count ? countries[index + 1].id : 0);
    built_ascii(built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwCountryNameSize), country->name);
    built_ascii(
        built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwSameAreaRuleSize), country->same_area);
    built_ascii(built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwLongDistanceRuleSize),
        country->long_distance);
    built_ascii(built, entry + FIELD_OFFSET(LINECOUNTRYENTRY, dwInternationalRuleSize),
        country->international);
}

static LONG get_country(DWORD id, DWORD version, LINECOUNTRYLIST *list, enum form form)
{
    const struct country *one = country_by_id(id);
    if (version < VERSION_1_3 || version > VERSION_MAX) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    if (id != 0 && !one) {
        return (LONG)LINEERR_INVALCOUNTRYCODE;
    }
    unsigned first = one ? (unsigned)(one - countries) : 0;
    unsigned count = one ? 1 : country_count;
    struct built built = built_new(sizeof *list);
    built_number(&built, FIELD_OFFSET(LINECOUNTRYLIST, dwNumCountries), count);
    size_t entry = built_bytes(&built, FIELD_OFFSET(LINECOUNTRYLIST, dwCountryListSize), NULL,
        count * sizeof(LINECOUNTRYENTRY));
    for (unsigned i = 0; i < count && !built.failed; i++) {
        add_country(&built, entry + i * sizeof(LINECOUNTRYENTRY), first + i);
    }
    return built_write(&built, list, &layout_country_list, form);
}

LONG WINAPI lineGetCountryA(DWORD id, DWORD version, LPLINECOUNTRYLIST list)
{
    return get_country(id, version, list, ANSI);
}

LONG WINAPI lineGetCountryW(DWORD id, DWORD version, LPLINECOUNTRYLIST list)
{
    return get_country(id, version, list, WIDE);
}

enum {
    INFORMATION = 8
}; /* TAPI returns no more octets, NUL included. Source: tapiGetLocationInfo */

static LONG location_info(char country[INFORMATION], char area[INFORMATION])
{
    struct places *places = places_now();
    if (!places) {
        return TAPIERR_REQUESTFAILED;
    }
    const struct location *location = here(places);
    memset(country, 0, INFORMATION);
    memset(area, 0, INFORMATION);
    _ultoa(code_of(location), country, 10);
    for (int i = 0; i < INFORMATION - 1 && location->area_code[i]; i++) {
        area[i] = (char)location->area_code[i];
    }
    free(places);
    return 0;
}

LONG WINAPI tapiGetLocationInfoA(LPSTR country, LPSTR area)
{
    return writable(country, INFORMATION) && writable(area, INFORMATION)
               ? location_info(country, area)
               : TAPIERR_REQUESTFAILED;
}

LONG WINAPI tapiGetLocationInfoW(LPWSTR country, LPWSTR area)
{
    char texts[2][INFORMATION];
    LONG result = TAPIERR_REQUESTFAILED;
    if (writable(country, INFORMATION * 2) && writable(area, INFORMATION * 2)) {
        result = location_info(texts[0], texts[1]);
    }
    for (int i = 0; result == 0 && i < INFORMATION; i++) {
        country[i] = (unsigned char)texts[0][i];
        area[i] = (unsigned char)texts[1][i];
    }
    return result;
}
