/*
 * The portable parts of tapi32.dll (packing, structures, dialing) natively, under sanitizers:
 * made-up and random input. Prints "passed", or what was wrong.
 */
#include "dialing.h"
#include "layout.h"
#include "pack.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Latin 1 stands for the code page: a unit beyond it is two octets. */
size_t text_to_ansi(const uint16_t *text, size_t units, char *out, size_t room)
{
    size_t length = 0;
    for (size_t i = 0; i < units; i++) {
        for (int part = text[i] > 0xff ? 2 : 1; part > 0; part--, length++) {
            if (out && length < room) {
                out[length] = (char)(text[i] >> (part == 2 ? 8 : 0));
            }
        }
    }
    return length;
}

size_t text_to_wide(const char *text, size_t length, uint16_t *out, size_t room)
{
    for (size_t i = 0; out && i < length && i < room; i++) {
        out[i] = (unsigned char)text[i];
    }
    return length;
}

static int failures;

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

static void check(int good, const char *text, int line)
{
    if (!good) {
        failures++;
        printf("not ok: line %d: %s\n", line, text);
    }
}

static uint32_t get(const uint8_t *place)
{
    uint32_t number;
    memcpy(&number, place, sizeof number);
    return number;
}

static void set(uint8_t *place, uint32_t number)
{
    memcpy(place, &number, sizeof number);
}

static void packing_round_trip_is_same(void)
{
    static const uint16_t text[] = {'a', 0x20ac, 'b', 0};
    struct packer packer = {0};
    size_t length;
    pack_number(&packer, 0x89abcdef);
    pack_text(&packer, text);
    pack_text(&packer, NULL);
    pack_bytes(&packer, "12345", 5);
    pack_bytes(&packer, NULL, 0);
    pack_number_at(&packer, 0, 7);
    CHECK(!packer.failed && packer.used % 4 == 0);
    struct unpacker unpacker = {.data = packer.data, .length = packer.used};
    CHECK(unpack_number(&unpacker) == 7);
    CHECK(!memcmp(unpack_text(&unpacker, &length), text, 6) && length == 3);
    CHECK(!unpack_text(&unpacker, &length) && length == 0);
    CHECK(!memcmp(unpack_bytes(&unpacker, &length), "12345", 5) && length == 5);
    CHECK(!unpack_bytes(&unpacker, &length));
    CHECK(!unpacker.failed && unpacker.place == packer.used);
    unpack_number(&unpacker);
    CHECK(unpacker.failed);
    pack_free(&packer);
}

static void packing_too_much_fails(void)
{
    struct packer packer = {0};
    char *much = calloc(1, PROGRAMS_MAX_ARGUMENTS);
    pack_bytes(&packer, much, PROGRAMS_MAX_ARGUMENTS);
    CHECK(packer.failed);
    pack_number(&packer, 1);
    CHECK(packer.failed && packer.used <= PROGRAMS_MAX_ARGUMENTS);
    pack_free(&packer);
    free(much);
}

static const struct layout *const outputs[] = {&layout_dev_caps, &layout_address_caps,
    &layout_call_info, &layout_call_status, &layout_dev_status, &layout_address_status,
    &layout_call_list, &layout_provider_list, &layout_country_list, &layout_translate_caps,
    &layout_translate_output, &layout_varstring};

static uint32_t random_state = 0x2545f491;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % limit;
}

/* Mostly small numbers: sizes, offsets and counts that can be right. */
static void fill(uint8_t *data, size_t length)
{
    for (size_t i = 0; i + 4 <= length; i += 4) {
        set(data + i, random_below(3) ? 0 : random_below((uint32_t)length + 8) & ~1u);
        if (random_below(50) == 0) {
            set(data + i, random_below(0xffffffff));
        }
    }
}

static void writing_random_structures_stays_inside(void)
{
    for (int i = 0; i < 60000; i++) {
        const struct layout *layout = outputs[random_below(12)];
        size_t length = layout->smallest + random_below(200), total = random_below(600);
        uint8_t *wide = malloc(length), *out = malloc(total + 1);
        fill(wide, length);
        memset(out, 0xcd, total + 1);
        if (layout_write(layout, wide, length, out, total, random_below(2))) {
            CHECK(get(out + 8) <= total && get(out + 8) <= get(out + 4));
        }
        CHECK(out[total] == 0xcd);
        free(out);
        free(wide);
    }
}

static void reading_random_inputs_stays_inside(void)
{
    for (int i = 0; i < 60000; i++) {
        const struct layout *layout = random_below(2) ? &layout_call_params : &layout_forward_list;
        size_t total = layout->smallest + random_below(200), length = 0;
        uint8_t *in = malloc(total);
        fill(in, total);
        set(in, (uint32_t)total);
        size_t fixed = layout == &layout_call_params ? (size_t[]){0, 112, 176, 180}[i % 4]
                                                     : (size_t[]){24, 32}[i % 2];
        uint8_t *out = layout_input(layout, in, total, fixed, random_below(2), &length);
        CHECK(!out || get(out) == length);
        free(out);
        free(in);
    }
}

static void units_of(const char *text, uint16_t *out)
{
    size_t length = strlen(text) + 1;
    for (size_t i = 0; i < length; i++) {
        out[i] = (unsigned char)text[i];
    }
}

static void dials(const struct location *location, const char *address, const char *expected)
{
    uint16_t text[600], wanted[600];
    struct translation translation;
    units_of(address, text);
    units_of(expected, wanted);
    CHECK(translate(location, text, 0, &translation));
    check(!memcmp(translation.dialable, wanted, (strlen(expected) + 1) * 2), address, __LINE__);
}

static void translation_follows_the_location(void)
{
    struct location location = {.country_id = 49};
    units_of("89", location.area_code);
    units_of("0", location.local_access);
    units_of("0,", location.long_distance_access);
    dials(&location, "+49 (89) 12-34", "T01234");
    dials(&location, "+49 (30) 12/34", "T0,0301234");
    dials(&location, "+44 (20) 1234", "T0,0044201234");
    dials(&location, "+49 1234", "T0,01234");
    dials(&location, "+45 12345678", "T0,004512345678");
    dials(&location, "+4512345678", "T0,004512345678");
    dials(&location, "0044 (0) 29691 0", "0044 (0) 29691 0");
    location.pulse = true;
    location.country_id = 12345; /* not in the table */
    dials(&location, "+1 (212) 5", "P0,12125");
}

static void translating_random_texts_stays_inside(void)
{
    static const char alphabet[] = "+0123456789() -./|^,WPT@$?\r\n*#x";
    struct location location = {.country_id = 1};
    for (int i = 0; i < 60000; i++) {
        uint16_t text[700];
        size_t length = random_below(i % 10 ? 30 : 690);
        for (size_t k = 0; k < length; k++) {
            text[k] =
                (uint16_t)(random_below(60) ? (uint32_t)alphabet[random_below(sizeof alphabet - 1)]
                                            : 1 + random_below(0xffff));
        }
        text[length] = 0;
        text[0] = random_below(2) ? '+' : text[0];
        struct translation translation;
        translate(&location, text, random_below(16), &translation);
        CHECK(translation.dialable[DIALING_TEXT - 1] == 0);
    }
}

int main(void)
{
    packing_round_trip_is_same();
    packing_too_much_fails();
    writing_random_structures_stays_inside();
    reading_random_inputs_stays_inside();
    translation_follows_the_location();
    translating_random_texts_stays_inside();
    if (!failures) {
        puts("passed");
    }
    return failures ? 1 : 0;
}
