/* What the structures have in common, and the line's. */
#include "fill_buffer.h"

#include <string.h>

static const char provider_info[] = "Ishmael";
static const char device_classes[] = "tapi/line\0"; /* doubly terminated */

uint32_t fixed_size(enum structure structure, uint32_t version)
{
    static const struct {
        uint16_t v1_3, v1_4, v2_0, v2_2, v3_0;
    } sizes[] = {
        [DEV_CAPS] = {236, 240, 252, 268, 292},
        [ADDRESS_CAPS] = {176, 180, 228, 228, 228},
        [CALL_INFO] = {296, 296, 324, 324, 344},
        [CALL_STATUS] = {36, 36, 56, 56, 56},
        [ADDRESS_STATUS] = {64, 64, 64, 64, 64},
        [DEV_STATUS] = {76, 76, 88, 88, 88},
    };
    if (version >= 0x00030000) {
        return sizes[structure].v3_0;
    }
    if (version >= 0x00020002) {
        return sizes[structure].v2_2;
    }
    if (version >= 0x00020000) {
        return sizes[structure].v2_0;
    }
    return version >= 0x00010004 ? sizes[structure].v1_4 : sizes[structure].v1_3;
}

int32_t fill_begin(struct fill *fill, void *out, uint32_t fixed, void *copy, uint32_t size,
    const struct owned *owned)
{
    uint32_t total;
    memcpy(&total, out, sizeof total);
    if (total < fixed) {
        return LINEERR(STRUCTURETOOSMALL);
    }
    *fill = (struct fill){out, total, fixed, fixed, fixed};
    memset(copy, 0, size);
    memcpy(copy, out, sizeof total);
    for (; owned != NULL && owned->size != 0; owned++) {
        if ((uint32_t)owned->offset + owned->size <= fixed) {
            memcpy((uint8_t *)copy + owned->offset, (uint8_t *)out + owned->offset, owned->size);
        }
    }
    return 0;
}

int32_t fill_end(struct fill *fill, void *copy)
{
    uint32_t *header = copy;
    header[1] = fill->needed;
    header[2] = fill->used;
    memcpy(fill->out, copy, fill->fixed);
    return 0;
}

uint8_t *fill_room(struct fill *fill, uint32_t size, uint32_t *size_field, uint32_t *offset_field)
{
    uint32_t padded = (size + 3) & ~3u;
    *size_field = 0;
    *offset_field = 0;
    fill->needed += padded;
    if (padded > fill->total - fill->used) {
        return NULL;
    }
    uint8_t *at = fill->out + fill->used;
    *size_field = size;
    *offset_field = fill->used;
    memset(at + size, 0, padded - size);
    fill->used += padded;
    return at;
}

void fill_text(struct fill *fill, struct text text, uint32_t *size_field, uint32_t *offset_field)
{
    if (text.units == 0) {
        *size_field = 0;
        *offset_field = 0;
        return;
    }
    uint32_t size = (uint32_t)text.units * 2;
    uint8_t *at = fill_room(fill, size + 2, size_field, offset_field);
    if (at != NULL) {
        memcpy(at, text.octets, size);
        at[size] = 0;
        at[size + 1] = 0;
    }
}

void fill_bytes(struct fill *fill, const uint8_t *octets, uint32_t count, uint32_t *size_field,
    uint32_t *offset_field)
{
    *size_field = 0;
    *offset_field = 0;
    if (count != 0) {
        uint8_t *at = fill_room(fill, count, size_field, offset_field);
        if (at != NULL) {
            memcpy(at, octets, count);
        }
    }
}

void fill_ascii(struct fill *fill, const char *text, uint32_t count, uint32_t *size_field,
    uint32_t *offset_field)
{
    uint8_t *at = fill_room(fill, count * 2, size_field, offset_field);
    for (uint32_t i = 0; at != NULL && i < count; i++) {
        at[2 * i] = (uint8_t)text[i];
        at[2 * i + 1] = 0;
    }
}

int32_t fill_dev_caps(const struct line *line, uint32_t version, void *out)
{
    struct line_dev_caps caps;
    struct fill fill;
    int32_t result =
        fill_begin(&fill, out, fixed_size(DEV_CAPS, version), &caps, sizeof caps, NULL);
    if (result != 0) {
        return result;
    }
    caps.dwPermanentLineID = line->id;
    caps.dwStringFormat = T_STRINGFORMAT_UNICODE;
    caps.dwAddressModes = T_LINEADDRESSMODE_ADDRESSID;
    caps.dwNumAddresses = 1;
    caps.dwBearerModes = T_LINEBEARERMODE_VOICE;
    caps.dwMediaModes = T_LINEMEDIAMODE_INTERACTIVEVOICE;
    caps.dwMaxNumActiveCalls = line->frame.max_active == 0 ? 1 : line->frame.max_active;
    caps.dwAnswerMode = T_LINEANSWERMODE_NONE;
    caps.dwRingModes = 1;
    caps.dwLineStates = T_LINEDEVSTATE_OTHER | T_LINEDEVSTATE_RINGING | T_LINEDEVSTATE_INSERVICE |
                        T_LINEDEVSTATE_OUTOFSERVICE | T_LINEDEVSTATE_CAPSCHANGE |
                        T_LINEDEVSTATE_REMOVED;
    caps.dwLineFeatures = /* within the fixed part from 1.4 on */
        (line->frame.line_features & EXPORTED_LINE_FEATURES) | T_LINEFEATURE_DEVSPECIFIC;
    /* The same on every host, as the permanent id is: "ISHM", line id, fixed tail. */
    caps.PermanentLineGuid[0] = WIRE_MAGIC;
    caps.PermanentLineGuid[1] = line->id;
    caps.PermanentLineGuid[2] = 0x454E494Cu;
    caps.PermanentLineGuid[3] = ~line->id;
    fill_text(&fill, line->frame.name, &caps.dwLineNameSize, &caps.dwLineNameOffset);
    fill_ascii(&fill, provider_info, sizeof provider_info, &caps.dwProviderInfoSize,
        &caps.dwProviderInfoOffset);
    if (version >= 0x00020000) {
        fill_ascii(&fill, device_classes, sizeof device_classes, &caps.dwDeviceClassesSize,
            &caps.dwDeviceClassesOffset);
    }
    return fill_end(&fill, &caps);
}

int32_t fill_device_id(uint32_t device, void *out)
{
    struct var_string string;
    struct fill fill;
    int32_t result = fill_begin(&fill, out, sizeof string, &string, sizeof string, NULL);
    if (result != 0) {
        return result;
    }
    string.dwStringFormat = T_STRINGFORMAT_BINARY;
    uint8_t *at = fill_room(&fill, sizeof device, &string.dwStringSize, &string.dwStringOffset);
    if (at != NULL) {
        memcpy(at, &device, sizeof device);
    }
    return fill_end(&fill, &string);
}
