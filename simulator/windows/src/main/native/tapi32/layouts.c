/* The structures' texts. Places in octets; the LINE… structures pages of TAPI 2.2. */
#include "layout.h"

#define TEXT(field)                                                                                \
    {                                                                                              \
        field, 0, PART_TEXT, NULL                                                                  \
    }
#define BYTES(field)                                                                               \
    {                                                                                              \
        field, 0, PART_BYTES, NULL                                                                 \
    }
#define LINES(field, width)                                                                        \
    {                                                                                              \
        field, width, PART_LINES, NULL                                                             \
    }
#define ENTRIES(field, number, pairs)                                                              \
    {                                                                                              \
        field, number, PART_ENTRIES, pairs                                                         \
    }
#define END                                                                                        \
    {                                                                                              \
        0, 0, PART_END, NULL                                                                       \
    }

static const struct part dev_caps[] = {
    TEXT(12), TEXT(20), TEXT(32), BYTES(208), LINES(220, 216), BYTES(228), TEXT(244), END};
const struct layout layout_dev_caps = {236, 40, dev_caps};

static const struct part treatment[] = {TEXT(4), END};
static const struct part address_caps[] = {
    TEXT(16), BYTES(24), LINES(168, 164), ENTRIES(188, 184, treatment), TEXT(196), END};
const struct layout layout_address_caps = {176, 0, address_caps};

static const struct part call_info[] = {TEXT(112), TEXT(120), TEXT(132), TEXT(140), TEXT(152),
    TEXT(160), TEXT(172), TEXT(180), TEXT(192), TEXT(200), TEXT(208), TEXT(216), TEXT(224),
    TEXT(232), TEXT(240), BYTES(248), BYTES(256), BYTES(264), BYTES(272), BYTES(280), BYTES(288),
    BYTES(300), BYTES(308), BYTES(316), END};
const struct layout layout_call_info = {296, 0, call_info};

static const struct part call_status[] = {BYTES(28), END};
const struct layout layout_call_status = {36, 0, call_status};

static const struct part app_info[] = {TEXT(0), TEXT(8), TEXT(16), TEXT(24), END};
static const struct part dev_status[] = {BYTES(60), BYTES(68), ENTRIES(80, 12, app_info), END};
const struct layout layout_dev_status = {76, 0, dev_status};

static const struct part forward[] = {TEXT(4), TEXT(16), END};
static const struct part address_status[] = {ENTRIES(40, 36, forward), BYTES(48), BYTES(56), END};
const struct layout layout_address_status = {64, 0, address_status};

static const struct part call_list[] = {BYTES(16), END};
const struct layout layout_call_list = {24, 0, call_list};

static const struct part provider[] = {TEXT(4), END};
static const struct part provider_list[] = {ENTRIES(16, 12, provider), END};
const struct layout layout_provider_list = {24, 0, provider_list};

static const struct part country[] = {TEXT(12), TEXT(20), TEXT(28), TEXT(36), END};
static const struct part country_list[] = {ENTRIES(16, 12, country), END};
const struct layout layout_country_list = {24, 0, country_list};

static const struct part location[] = {
    TEXT(4), TEXT(16), TEXT(28), TEXT(36), TEXT(44), TEXT(60), END};
static const struct part card[] = {TEXT(4), TEXT(16), TEXT(24), TEXT(32), END};
static const struct part translate_caps[] = {ENTRIES(16, 12, location), ENTRIES(32, 28, card), END};
const struct layout layout_translate_caps = {44, 0, translate_caps};

static const struct part translate_output[] = {TEXT(12), TEXT(20), END};
const struct layout layout_translate_output = {40, 0, translate_output};

/* A VARSTRING holds text or octets: dwStringFormat says which, the caller looks. */
static const struct part varstring[] = {TEXT(16), END};
const struct layout layout_varstring = {24, 12, varstring};

static const struct part call_params[] = {TEXT(48), TEXT(56), TEXT(64), TEXT(72), BYTES(80),
    BYTES(88), BYTES(96), BYTES(104), TEXT(116), BYTES(124), BYTES(132), TEXT(140), BYTES(148),
    BYTES(156), TEXT(168), END};
const struct layout layout_call_params = {112, 0, call_params};

static const struct part forward_list[] = {END};
const struct layout layout_forward_list = {8, 0, forward_list};

size_t layout_call_params_size(uint32_t version)
{
    return version == 0 ? 0 : version < 0x00020000 ? 112 : version < 0x00030000 ? 176 : 180;
}

size_t layout_forward_entry_size(uint32_t version)
{
    return version < 0x00030000 ? 24 : 32;
}
