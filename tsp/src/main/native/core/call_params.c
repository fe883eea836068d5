#include "call_params.h"

#include "tapi_layout.h"

#include <string.h>

/* A field, 0 if the structure ends before it. */
static uint32_t field(const void *params, size_t offset)
{
    uint32_t total;
    uint32_t value = 0;
    memcpy(&total, params, sizeof total);
    if (offset + sizeof value <= total) {
        memcpy(&value, (const uint8_t *)params + offset, sizeof value);
    }
    return value;
}

#define FIELD(params, member) field(params, offsetof(struct line_call_params, member))

int32_t params_check(const void *params)
{
    const uint32_t voice = T_LINEBEARERMODE_VOICE | T_LINEBEARERMODE_SPEECH;
    const uint32_t media =
        T_LINEMEDIAMODE_INTERACTIVEVOICE | T_LINEMEDIAMODE_AUTOMATEDVOICE | T_LINEMEDIAMODE_UNKNOWN;
    if (params == NULL) {
        return 0;
    }
    if (FIELD(params, dwTotalSize) < offsetof(struct line_call_params, DialParams)) {
        return LINEERR(INVALCALLPARAMS);
    }
    if ((FIELD(params, dwBearerMode) & ~voice) != 0) {
        return LINEERR(BEARERMODEUNAVAIL);
    }
    if ((FIELD(params, dwMediaMode) & ~media) != 0) {
        return LINEERR(INVALMEDIAMODE);
    }
    if (FIELD(params, dwAddressMode) == T_LINEADDRESSMODE_ADDRESSID &&
        FIELD(params, dwAddressID) != 0) {
        return LINEERR(INVALADDRESSID);
    }
    return 0;
}

int32_t params_target(const void *params, uint8_t *room, struct text *out)
{
    uint16_t units[MAX_ADDRESS_UNITS + 1] = {0};
    *out = (struct text){NULL, 0};
    if (params == NULL ||
        (FIELD(params, dwCallParamFlags) & T_LINECALLPARAMFLAGS_ONESTEPTRANSFER) == 0) {
        return 0;
    }
    uint32_t total = FIELD(params, dwTotalSize);
    uint32_t size = FIELD(params, dwTargetAddressSize);
    uint32_t offset = FIELD(params, dwTargetAddressOffset);
    if (size == 0 || size % 2 != 0 || offset < sizeof(struct line_call_params) || offset > total ||
        size > total - offset) {
        return LINEERR(INVALCALLPARAMS);
    }
    if (size > sizeof units) {
        return LINEERR(INVALADDRESS);
    }
    memcpy(units, (const uint8_t *)params + offset, size);
    size_t length = text_length(units, MAX_ADDRESS_UNITS + 1);
    if (length == 0 || length > MAX_ADDRESS_UNITS) {
        return LINEERR(INVALADDRESS);
    }
    int32_t result = address_scan(units);
    if (result == 0) {
        *out = text_from_program(units, length, room);
    }
    return result;
}
