#include "dialing.h"

#include <stddef.h>
#include <string.h>

enum { CANCEL_CALL_WAITING = 2, FORCE_LOCAL = 4, FORCE_LONG_DISTANCE = 8 };
enum {
    CANONICAL = 1,
    INTERNATIONAL = 2,
    LONG_DISTANCE = 4,
    LOCAL = 8,
    IN_TOLL_LIST = 0x10,
    NOT_IN_TOLL_LIST = 0x20,
    BILLING = 0x40,
    QUIET = 0x80,
    DIAL_TONE = 0x100,
    PROMPT = 0x200,
    NO_TRANSLATION = 0x800
};

/* A text of limited length; `full` once something did not fit. */
struct writer {
    uint16_t *text;
    size_t room;
    size_t length;
    bool full;
};

static void put(struct writer *writer, uint16_t unit)
{
    if (writer->length + 1 < writer->room) {
        writer->text[writer->length++] = unit;
        writer->text[writer->length] = 0;
    } else {
        writer->full = true;
    }
}

static void put_all(struct writer *writer, const uint16_t *text)
{
    for (; *text; text++) {
        put(writer, *text);
    }
}

static void put_number(struct writer *writer, uint32_t number)
{
    if (number >= 10) {
        put_number(writer, number / 10);
    }
    put(writer, (uint16_t)('0' + number % 10));
}

static bool is_digit(uint16_t unit)
{
    return unit >= '0' && unit <= '9';
}

static bool is_one_of(uint16_t unit, const char *set)
{
    return unit > 0 && unit < 0x80 && strchr(set, (char)unit) != NULL;
}

/* The first address ends at a sub-address, a name or a new line. */
static bool ends(uint16_t unit)
{
    return unit == 0 || unit == '|' || unit == '^' || unit == '\r' || unit == '\n';
}

static bool same_text(const uint16_t *a, const uint16_t *b)
{
    for (; *a && *a == *b; a++, b++) {
    }
    return *a == *b;
}

const struct country *country_by_id(uint32_t id)
{
    for (unsigned i = 0; i < country_count; i++) {
        if (countries[i].id == id) {
            return &countries[i];
        }
    }
    return NULL;
}

static bool is_country_code(uint32_t code)
{
    for (unsigned i = 0; i < country_count; i++) {
        if (countries[i].code == code) {
            return true;
        }
    }
    return false;
}

/*
 * The country code at the start of a run of digits: all of them if something else follows, as
 * the canonical form demands, else the code of the table that the run begins with.
 */
static const uint16_t *parse_code(const uint16_t *text, uint32_t *code)
{
    const uint16_t *end = text;
    uint32_t number = 0;
    while (is_digit(*end)) {
        end++;
    }
    size_t run = (size_t)(end - text);
    if (run == 0) {
        return NULL;
    }
    if (run <= 3 && !ends(*end)) {
        for (; text < end; text++) {
            number = number * 10 + (*text - '0');
        }
        *code = number;
        return end;
    }
    for (size_t i = 0; i < 3 && i < run; i++) {
        number = number * 10 + (text[i] - '0');
        if (is_country_code(number)) {
            *code = number;
            return text + i + 1;
        }
    }
    return NULL;
}

static const uint16_t *skip_spaces(const uint16_t *text)
{
    while (*text == ' ') {
        text++;
    }
    return text;
}

bool canonical_parse(const uint16_t *address, struct canonical *canonical)
{
    struct writer area = {canonical->area, DIALING_CODE, 0, false};
    struct writer number = {canonical->number, DIALING_TEXT, 0, false};
    canonical->area[0] = canonical->number[0] = 0;
    address = *address == '+' ? parse_code(address + 1, &canonical->code) : NULL;
    if (!address) {
        return false;
    }
    address = skip_spaces(address);
    if (*address == '(') {
        for (address++; is_digit(*address); address++) {
            put(&area, *address);
        }
        address = skip_spaces(address);
        if (*address++ != ')') {
            return false;
        }
    }
    for (; !ends(*address); address++) {
        if (is_one_of(*address, "0123456789ABCDabcd*#,!WwPpTt@$?;")) {
            put(&number, *address);
        } else if (!is_one_of(*address, " .-()/")) {
            return false;
        }
    }
    return number.length > 0 && !number.full && !area.full;
}

static bool in_toll_list(const struct location *location, const uint16_t *number)
{
    const uint16_t *prefix = location->toll_list;
    while (*prefix) {
        size_t length = 0;
        while (prefix[length] && prefix[length] != ',' && prefix[length] == number[length]) {
            length++;
        }
        if (length && (prefix[length] == 0 || prefix[length] == ',')) {
            return true;
        }
        while (*prefix && *prefix++ != ',') {
        }
    }
    return false;
}

/* How far it is, as LINETRANSLATERESULT_ bits. */
static uint32_t distance(const struct location *location, const struct country *from,
    const struct canonical *canonical, uint32_t options)
{
    if (canonical->code != from->code) {
        return INTERNATIONAL;
    }
    bool same = same_text(location->area_code, canonical->area);
    uint32_t toll = 0;
    if (same && from->code == 1) {
        toll = in_toll_list(location, canonical->number) ? IN_TOLL_LIST : NOT_IN_TOLL_LIST;
    }
    bool far = !same || toll == IN_TOLL_LIST;
    far = (options & FORCE_LONG_DISTANCE) ? true : (options & FORCE_LOCAL) ? false : far;
    return toll | (far ? LONG_DISTANCE : LOCAL);
}

static void put_rule(struct writer *writer, const char *rule, const struct canonical *canonical)
{
    for (; *rule; rule++) {
        switch (*rule) {
        case 'E':
            put_number(writer, canonical->code);
            break;
        case 'F':
            put_all(writer, canonical->area);
            break;
        case 'G':
            put_all(writer, canonical->number);
            break;
        case 'N':
        case 'S':
            break;
        default:
            put(writer, (uint16_t)*rule);
        }
    }
}

static uint32_t control_characters(const uint16_t *text)
{
    uint32_t found = 0;
    for (; !ends(*text); text++) {
        found |= *text == '$' ? BILLING : 0;
        found |= *text == '@' ? QUIET : 0;
        found |= *text == 'W' || *text == 'w' ? DIAL_TONE : 0;
        found |= *text == '?' ? PROMPT : 0;
    }
    return found;
}

/* Sub-address and name, which only the dialable form has; a new line ends the first address. */
static void put_rest(struct writer *writer, const uint16_t *address)
{
    while (!ends(*address)) {
        address++;
    }
    for (; *address && *address != '\r' && *address != '\n'; address++) {
        put(writer, *address);
    }
}

static void put_canonical(struct writer *writer, const struct location *location,
    const struct canonical *canonical, uint32_t options, struct translation *translation)
{
    const struct country *from = country_by_id(location->country_id);
    from = from ? from : &countries[0];
    uint32_t how = distance(location, from, canonical, options);
    translation->destination = canonical->code;
    translation->results = CANONICAL | how;
    put(writer, location->pulse ? 'P' : 'T');
    if (options & CANCEL_CALL_WAITING) {
        put_all(writer, location->cancel_call_waiting);
    }
    put_all(writer, (how & LOCAL) ? location->local_access : location->long_distance_access);
    put_rule(writer,
        (how & LOCAL)           ? from->same_area
        : (how & LONG_DISTANCE) ? from->long_distance
                                : from->international,
        canonical);
}

/* Source: lineTranslateAddress; LINETRANSLATEOUTPUT; Canonical Addresses; Dialable Addresses. */
bool translate(const struct location *location, const uint16_t *address, uint32_t options,
    struct translation *translation)
{
    struct canonical canonical;
    struct writer writer = {translation->dialable, DIALING_TEXT, 0, false};
    memset(translation, 0, sizeof *translation);
    if (canonical_parse(address, &canonical)) {
        put_canonical(&writer, location, &canonical, options, translation);
    } else if (*address == '+' || ends(*address)) {
        return false;
    } else {
        translation->results = NO_TRANSLATION;
        for (const uint16_t *from = address; !ends(*from); from++) {
            put(&writer, *from);
        }
    }
    memcpy(translation->displayable, translation->dialable, sizeof translation->displayable);
    translation->results |= control_characters(translation->dialable);
    put_rest(&writer, address);
    return !writer.full;
}
