/* From canonical addresses to what has to be dialed from a location. Portable. */
#ifndef TAPI32_DIALING_H
#define TAPI32_DIALING_H

#include <stdbool.h>
#include <stdint.h>

enum { DIALING_TEXT = 512, DIALING_CODE = 32 };

struct country {
    uint32_t id;
    uint32_t code;
    const char *name;
    /*
     * Digits to dial; E country code, F area code, G number; N and S (carriers nobody has chosen)
     * stand for nothing. Source: KB 820886.
     */
    const char *same_area;
    const char *long_distance;
    const char *international;
};

extern const struct country countries[];
extern const unsigned country_count;
/* NULL: not in the table. */
const struct country *country_by_id(uint32_t id);

/* Where a program dials from. Texts have a NUL. */
struct location {
    uint32_t id;
    uint32_t country_id;
    uint16_t name[DIALING_CODE * 2];
    uint16_t area_code[DIALING_CODE];
    uint16_t local_access[DIALING_CODE];
    uint16_t long_distance_access[DIALING_CODE];
    uint16_t cancel_call_waiting[DIALING_CODE];
    uint16_t toll_list[DIALING_TEXT]; /* prefixes, separated by commas */
    bool pulse;
};

struct translation {
    uint16_t dialable[DIALING_TEXT];
    uint16_t displayable[DIALING_TEXT];
    uint32_t destination; /* country code, 0: the address is not canonical */
    uint32_t results;     /* LINETRANSLATERESULT_ */
};

/* An address taken to pieces. */
struct canonical {
    uint32_t code;
    uint16_t area[DIALING_CODE];
    uint16_t number[DIALING_TEXT];
};

/* False: not canonical ("+CC (AC) number"), or too long. */
bool canonical_parse(const uint16_t *address, struct canonical *canonical);

/* `options`: LINETRANSLATEOPTION_. False: the address cannot be dialed. */
bool translate(const struct location *location, const uint16_t *address, uint32_t options,
    struct translation *translation);

#endif
