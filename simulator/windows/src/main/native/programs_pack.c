#include "programs_pack.h"

#include "programs/programs.h"

#include <stdlib.h>
#include <string.h>

struct reader {
    const unsigned char *data;
    size_t left;
};

static bool take(struct reader *reader, void *into, size_t size)
{
    size_t padded = (size + 3) / 4 * 4;
    if (padded > reader->left) {
        return false;
    }
    memcpy(into, reader->data, size);
    reader->data += padded;
    reader->left -= padded;
    return true;
}

static bool read_text(struct reader *reader, struct value *value)
{
    int32_t count;
    if (!take(reader, &count, sizeof count)) {
        return false;
    }
    if (count == PROGRAMS_NULL) {
        return true;
    }
    if (count < 0 || (size_t)count > reader->left / sizeof(wchar_t)) {
        return false;
    }
    value->text = calloc((size_t)count + 1, sizeof(wchar_t));
    return value->text && take(reader, value->text, (size_t)count * sizeof(wchar_t));
}

static bool read_bytes(struct reader *reader, struct value *value)
{
    int32_t count;
    if (!take(reader, &count, sizeof count)) {
        return false;
    }
    if (count == PROGRAMS_NULL) {
        return true;
    }
    size_t padded = ((size_t)count + 3) / 4 * 4;
    if (count < 0 || padded > reader->left) {
        return false;
    }
    value->data = reader->data;
    value->size = (DWORD)count;
    reader->data += padded;
    reader->left -= padded;
    return true;
}

static bool read_value(struct reader *reader, struct value *value)
{
    switch (value->letter) {
    case 'n':
        return take(reader, &value->number, sizeof value->number);
    case 't':
        return read_text(reader, value);
    default:
        return read_bytes(reader, value);
    }
}

bool arguments_read(
    struct arguments *arguments, const char *specification, const void *data, size_t size)
{
    struct reader reader = {data, size};
    memset(arguments, 0, sizeof *arguments);
    for (const char *at = specification; *at && arguments->count < MAX_VALUES;) {
        struct value *value = &arguments->values[arguments->count++];
        value->letter = at[0];
        value->name = at + 2;
        if (!read_value(&reader, value)) {
            return false;
        }
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    return reader.left == 0;
}

void arguments_free(struct arguments *arguments)
{
    for (unsigned i = 0; i < arguments->count; i++) {
        free(arguments->values[i].text);
    }
}

const struct value *argument(const struct arguments *arguments, const char *name)
{
    static const struct value none = {.name = ""};
    size_t length = strlen(name);
    for (unsigned i = 0; i < arguments->count; i++) {
        const char *own = arguments->values[i].name;
        if (strncmp(own, name, length) == 0 && (own[length] == ' ' || own[length] == 0)) {
            return &arguments->values[i];
        }
    }
    return &none;
}

static void put(struct results *results, const void *data, size_t size)
{
    size_t padded = (size + 3) / 4 * 4;
    if (results->used + padded > results->room) {
        results->full = true;
        return;
    }
    memset(results->data + results->used, 0, padded);
    memcpy(results->data + results->used, data, size);
    results->used += padded;
}

static void put_count(struct results *results, int32_t count)
{
    put(results, &count, sizeof count);
}

void results_number(struct results *results, DWORD number)
{
    put(results, &number, sizeof number);
}

void results_text(struct results *results, const wchar_t *text)
{
    put_count(results, text ? (int32_t)wcslen(text) : PROGRAMS_NULL);
    if (text) {
        put(results, text, wcslen(text) * sizeof *text);
    }
}

void results_bytes(struct results *results, const void *data, size_t size)
{
    put_count(results, data ? (int32_t)size : PROGRAMS_NULL);
    if (data && size) {
        put(results, data, size);
    }
}
