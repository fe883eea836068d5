#include "inputs.h"

#include "guard.h"
#include "model.h"
#include "names.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { VAR_ROOM = 256, MAX_FORWARDS = 16 };

/* Variable parts are appended behind the fixed part. */
struct buffer {
    unsigned char *data;
    DWORD size;
};

static void append_text(struct buffer *buffer, const wchar_t *text, DWORD *size, DWORD *offset)
{
    *size = (DWORD)((wcslen(text) + 1) * sizeof *text);
    *offset = buffer->size;
    unsigned char *grown = realloc(buffer->data, buffer->size + *size + 4);
    if (!grown) {
        ExitProcess(4);
    }
    memcpy(grown + buffer->size, text, *size);
    memset(grown + buffer->size + *size, 0, 4);
    buffer->data = grown;
    buffer->size = (buffer->size + *size + 3) / 4 * 4;
}

static void *finish(struct buffer *buffer, const char *what)
{
    void *sealed;
    memcpy(buffer->data, &buffer->size, sizeof buffer->size); /* dwTotalSize */
    sealed = guard_copy(buffer->data, buffer->size, what);
    free(buffer->data);
    return sealed;
}

static struct buffer start(DWORD fixed)
{
    struct buffer buffer = {calloc(fixed, 1), fixed};
    if (!buffer.data) {
        ExitProcess(4);
    }
    return buffer;
}

/* LINECALLPARAMS page: 112 bytes before 2.0, 176 before 3.0. */
static DWORD params_size(DWORD version)
{
    return version < VERSION_2_0   ? 112
           : version < VERSION_3_0 ? 176
                                   : (DWORD)sizeof(LINECALLPARAMS);
}

static void append_member(struct buffer *buffer, const struct json *from, const char *key,
    size_t size_at, size_t offset_at)
{
    DWORD size, offset;
    wchar_t *text = json_wide(from, key);
    if (text) {
        append_text(buffer, text, &size, &offset);
        memcpy(buffer->data + size_at, &size, sizeof size);
        memcpy(buffer->data + offset_at, &offset, sizeof offset);
        free(text);
    }
}

void *input_call_params(const struct json *command, DWORD version)
{
    const struct json *params = json_get(command, "params");
    if (!params || params->kind != JSON_OBJECT) {
        return NULL;
    }
    struct buffer buffer = start(params_size(version));
    LINECALLPARAMS *fixed = (LINECALLPARAMS *)buffer.data;
    fixed->dwBearerMode = (DWORD)json_number(params, "bearerMode", LINEBEARERMODE_VOICE);
    fixed->dwMediaMode = (DWORD)json_number(params, "mediaMode", LINEMEDIAMODE_INTERACTIVEVOICE);
    fixed->dwMinRate = (DWORD)json_number(params, "minRate", 3100);
    fixed->dwMaxRate = (DWORD)json_number(params, "maxRate", 3100);
    fixed->dwCallParamFlags = (DWORD)json_number(params, "flags", 0);
    fixed->dwAddressMode = (DWORD)json_number(params, "addressMode", LINEADDRESSMODE_ADDRESSID);
    fixed->dwAddressID = (DWORD)json_number(params, "address", 0);
#define MEMBER(key, field)                                                                         \
    append_member(&buffer, params, key, offsetof(LINECALLPARAMS, field##Size),                     \
        offsetof(LINECALLPARAMS, field##Offset))
    MEMBER("origAddress", dwOrigAddress);
    MEMBER("displayableAddress", dwDisplayableAddress);
    MEMBER("calledParty", dwCalledParty);
    MEMBER("comment", dwComment);
    if (version >= VERSION_2_0) {
        MEMBER("targetAddress", dwTargetAddress);
    }
#undef MEMBER
    return finish(&buffer, "LINECALLPARAMS");
}

/* LINEFORWARD page: the two address types came with 3.0. */
static DWORD forward_size(DWORD version)
{
    return version < VERSION_3_0 ? (DWORD)offsetof(LINEFORWARD, dwCallerAddressType)
                                 : (DWORD)sizeof(LINEFORWARD);
}

void *input_forward_list(const struct json *command, DWORD version)
{
    const struct json *list = json_get(command, "list");
    DWORD count = 0;
    if (!list || list->kind != JSON_ARRAY) {
        return NULL;
    }
    for (const struct json *entry = list->child; entry && count < MAX_FORWARDS;
         entry = entry->next) {
        count++;
    }
    struct buffer buffer =
        start((DWORD)(offsetof(LINEFORWARDLIST, ForwardList) + count * forward_size(version)));
    memcpy(buffer.data + offsetof(LINEFORWARDLIST, dwNumEntries), &count, sizeof count);
    size_t at = offsetof(LINEFORWARDLIST, ForwardList);
    for (const struct json *entry = list->child; entry && count > 0; entry = entry->next, count--) {
        DWORD mode = LINEFORWARDMODE_UNCOND;
        value_of(forward_mode_names, json_text(entry, "mode", "UNCOND"), &mode);
        memcpy(buffer.data + at + offsetof(LINEFORWARD, dwForwardMode), &mode, sizeof mode);
        append_member(&buffer, entry, "caller", at + offsetof(LINEFORWARD, dwCallerAddressSize),
            at + offsetof(LINEFORWARD, dwCallerAddressOffset));
        append_member(&buffer, entry, "number", at + offsetof(LINEFORWARD, dwDestAddressSize),
            at + offsetof(LINEFORWARD, dwDestAddressOffset));
        at += forward_size(version);
    }
    return finish(&buffer, "LINEFORWARDLIST");
}

void *input_var_string(void)
{
    VARSTRING *string = guard_alloc(VAR_ROOM, "VARSTRING");
    if (string) {
        memset(string, 0, VAR_ROOM);
        string->dwTotalSize = VAR_ROOM;
    }
    return string;
}
