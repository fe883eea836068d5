#include "text.h"

#include "tapi_layout.h"

#include <string.h>

size_t text_length(const uint16_t *units, size_t limit)
{
    size_t count = 0;
    while (count < limit && units[count] != 0) {
        count++;
    }
    return count;
}

static bool is_high(uint16_t unit)
{
    return (unit & 0xFC00) == 0xD800;
}

static bool is_low(uint16_t unit)
{
    return (unit & 0xFC00) == 0xDC00;
}

struct text text_from_program(const uint16_t *from, size_t units, uint8_t *out)
{
    for (size_t i = 0; i < units; i++) {
        uint16_t unit = from[i];
        bool paired = (is_high(unit) && i + 1 < units && is_low(from[i + 1])) ||
                      (is_low(unit) && i > 0 && is_high(from[i - 1]));
        if ((is_high(unit) || is_low(unit)) && !paired) {
            unit = 0xFFFD;
        }
        out[2 * i] = (uint8_t)unit;
        out[2 * i + 1] = (uint8_t)(unit >> 8);
    }
    return (struct text){out, (uint16_t)units};
}

/* Letters; beyond ASCII everything counts as one, which needs no tables. */
static bool is_word_unit(uint16_t unit)
{
    return (unit >= 'A' && unit <= 'Z') || (unit >= 'a' && unit <= 'z') || unit >= 0x80;
}

static bool is_wait(uint16_t unit)
{
    return unit == 'W' || unit == 'w';
}

static bool is_tone_sign(uint16_t unit)
{
    return unit == 'T' || unit == 't' || unit == 'P' || unit == 'p';
}

/* A W within a word is a letter; alone, among its like or behind the tone sign it is a wait. */
static bool in_word(const uint16_t *units, size_t count, size_t at)
{
    size_t first = 0;
    size_t start = at;
    while (units[first] == ' ') {
        first++; /* ends at units[at] at the latest */
    }
    while (start > 0 && is_word_unit(units[start - 1])) {
        start--;
    }
    if (start == first && is_tone_sign(units[start])) {
        start++;
    }
    for (size_t i = start; i < count && is_word_unit(units[i]); i++) {
        if (!is_wait(units[i])) {
            return true;
        }
    }
    return false;
}

/* How much comes before the first sub-address, name or further line. */
static size_t dialable_length(const uint16_t *units, size_t count)
{
    size_t length = 0;
    while (length < count && units[length] != '|' && units[length] != '^' &&
           units[length] != '\r' && units[length] != '\n') {
        length++;
    }
    return length;
}

int32_t address_scan(const uint16_t *units)
{
    if (units == NULL) {
        return 0;
    }
    size_t count = text_length(units, MAX_ADDRESS_UNITS + 1);
    if (count > MAX_ADDRESS_UNITS) {
        return LINEERR(INVALADDRESS);
    }
    count = dialable_length(units, count);
    for (size_t i = 0; i < count; i++) {
        if (units[i] == '?') {
            return LINEERR(DIALPROMPT);
        }
        if (units[i] == '@') {
            return LINEERR(DIALQUIET);
        }
        if (units[i] == '$') {
            return LINEERR(DIALBILLING);
        }
        if (is_wait(units[i]) && !in_word(units, count, i)) {
            return LINEERR(DIALDIALTONE);
        }
    }
    return 0;
}

bool text_equal(struct text a, struct text b)
{
    return a.units == b.units &&
           (a.units == 0 || memcmp(a.octets, b.octets, (size_t)a.units * 2) == 0);
}

bool party_equal(const struct party *a, const struct party *b)
{
    return a->flags == b->flags && text_equal(a->number, b->number) && text_equal(a->name, b->name);
}

void text_for_trace(struct text text, bool mask, char *out, size_t room)
{
    size_t digits = 0;
    size_t count = text.units < room - 1 ? text.units : room - 1;
    for (size_t i = 0; i < count; i++) {
        uint16_t unit = wire_u16(text.octets + 2 * i);
        out[i] = unit >= 0x20 && unit < 0x7F ? (char)unit : '?';
    }
    out[count] = '\0';
    for (size_t i = count; mask && i-- > 0;) {
        if (out[i] >= '0' && out[i] <= '9' && ++digits > 2) {
            out[i] = 'x';
        }
    }
}
