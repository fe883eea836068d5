#include "json.h"

#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { MAX_DEPTH = 32 };

struct reader {
    const char *at;
    const char *problem;
    unsigned depth;
};

static struct json *read_value(struct reader *reader);

static void skip_space(struct reader *reader)
{
    while (
        *reader->at == ' ' || *reader->at == '\t' || *reader->at == '\r' || *reader->at == '\n') {
        reader->at++;
    }
}

static bool fail(struct reader *reader, const char *problem)
{
    if (!reader->problem) {
        reader->problem = problem;
    }
    return false;
}

static bool read_hex(struct reader *reader, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        char c = *reader->at;
        unsigned digit;
        if (c >= '0' && c <= '9') {
            digit = (unsigned)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = (unsigned)(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = (unsigned)(c - 'A') + 10;
        } else {
            return fail(reader, "bad \\u escape");
        }
        *unit = *unit * 16 + digit;
        reader->at++;
    }
    return true;
}

static char *put_utf8(char *to, unsigned point)
{
    if (point < 0x80) {
        *to++ = (char)point;
    } else if (point < 0x800) {
        *to++ = (char)(0xC0 | (point >> 6));
        *to++ = (char)(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        *to++ = (char)(0xE0 | (point >> 12));
        *to++ = (char)(0x80 | ((point >> 6) & 0x3F));
        *to++ = (char)(0x80 | (point & 0x3F));
    } else {
        *to++ = (char)(0xF0 | (point >> 18));
        *to++ = (char)(0x80 | ((point >> 12) & 0x3F));
        *to++ = (char)(0x80 | ((point >> 6) & 0x3F));
        *to++ = (char)(0x80 | (point & 0x3F));
    }
    return to;
}

static bool read_escape(struct reader *reader, char **to)
{
    static const char plain[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    unsigned high, low;
    char c = *reader->at;
    const char *found = c ? strchr(plain, c) : NULL;
    if (found) {
        *(*to)++ = meant[found - plain];
        reader->at++;
        return true;
    }
    if (c != 'u') {
        return fail(reader, "bad escape");
    }
    reader->at++;
    if (!read_hex(reader, &high)) {
        return false;
    }
    if (high >= 0xD800 && high < 0xDC00 && reader->at[0] == '\\' && reader->at[1] == 'u') {
        reader->at += 2;
        if (!read_hex(reader, &low)) {
            return false;
        }
        high = 0x10000 + ((high - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
    }
    *to = put_utf8(*to, high);
    return true;
}

/* An escape is never shorter than its UTF-8 form, so the source's length is room enough. */
static char *read_string(struct reader *reader)
{
    char *text = malloc(strlen(reader->at) + 1);
    char *to = text;
    if (!text) {
        fail(reader, "out of memory");
        return NULL;
    }
    reader->at++;
    while (*reader->at && *reader->at != '"') {
        if ((unsigned char)*reader->at < 0x20) {
            fail(reader, "control character in text");
            break;
        }
        if (*reader->at == '\\') {
            reader->at++;
            if (!read_escape(reader, &to)) {
                break;
            }
        } else {
            *to++ = *reader->at++;
        }
    }
    *to = 0;
    if (*reader->at != '"') {
        fail(reader, "text without end");
    } else {
        reader->at++;
    }
    return text;
}

static bool read_number(struct reader *reader, struct json *value)
{
    char *end;
    value->kind = JSON_NUMBER;
    value->number = strtoll(reader->at, &end, 10);
    if (end == reader->at) {
        return fail(reader, "value expected");
    }
    if (*end == '.' || *end == 'e' || *end == 'E') {
        return fail(reader, "whole numbers only");
    }
    reader->at = end;
    return true;
}

static bool read_members(struct reader *reader, struct json *value, char end)
{
    struct json **last = &value->child;
    value->kind = end == '}' ? JSON_OBJECT : JSON_ARRAY;
    reader->at++;
    skip_space(reader);
    if (*reader->at == end) {
        reader->at++;
        return true;
    }
    for (;;) {
        char *key = NULL;
        skip_space(reader);
        if (end == '}') {
            if (*reader->at != '"') {
                return fail(reader, "key expected");
            }
            key = read_string(reader);
            skip_space(reader);
            if (reader->problem || *reader->at++ != ':') {
                free(key);
                return fail(reader, "colon expected");
            }
        }
        *last = read_value(reader);
        if (!*last) {
            free(key);
            return false;
        }
        (*last)->key = key;
        last = &(*last)->next;
        skip_space(reader);
        if (*reader->at == end) {
            reader->at++;
            return true;
        }
        if (*reader->at++ != ',') {
            return fail(reader, "comma expected");
        }
    }
}

static bool read_word(struct reader *reader, struct json *value)
{
    static const struct {
        const char *word;
        enum json_kind kind;
        int number;
    } words[] = {{"true", JSON_BOOL, 1}, {"false", JSON_BOOL, 0}, {"null", JSON_NULL, 0}};
    for (unsigned i = 0; i < 3; i++) {
        size_t length = strlen(words[i].word);
        if (strncmp(reader->at, words[i].word, length) == 0) {
            value->kind = words[i].kind;
            value->number = words[i].number;
            reader->at += length;
            return true;
        }
    }
    return read_number(reader, value);
}

static struct json *read_value(struct reader *reader)
{
    struct json *value = calloc(1, sizeof *value);
    bool good = false;
    if (!value || ++reader->depth > MAX_DEPTH) {
        fail(reader, value ? "nested too deeply" : "out of memory");
        free(value);
        return NULL;
    }
    skip_space(reader);
    switch (*reader->at) {
    case '{':
        good = read_members(reader, value, '}');
        break;
    case '[':
        good = read_members(reader, value, ']');
        break;
    case '"':
        value->kind = JSON_TEXT;
        value->text = read_string(reader);
        good = !reader->problem;
        break;
    default:
        good = read_word(reader, value);
    }
    reader->depth--;
    if (!good) {
        json_free(value);
        return NULL;
    }
    return value;
}

struct json *json_read(const char *text, const char **problem)
{
    struct reader reader = {.at = text};
    struct json *value = read_value(&reader);
    skip_space(&reader);
    if (value && *reader.at) {
        fail(&reader, "text after the value");
        json_free(value);
        value = NULL;
    }
    *problem = reader.problem;
    return value;
}

void json_free(struct json *value)
{
    while (value) {
        struct json *next = value->next;
        json_free(value->child);
        free(value->key);
        free(value->text);
        free(value);
        value = next;
    }
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (object && object->kind == JSON_OBJECT) {
        for (const struct json *member = object->child; member; member = member->next) {
            if (strcmp(member->key, key) == 0) {
                return member;
            }
        }
    }
    return NULL;
}

const char *json_text(const struct json *object, const char *key, const char *otherwise)
{
    const struct json *member = json_get(object, key);
    return member && member->kind == JSON_TEXT ? member->text : otherwise;
}

int64_t json_number(const struct json *object, const char *key, int64_t otherwise)
{
    const struct json *member = json_get(object, key);
    return member && member->kind == JSON_NUMBER ? member->number : otherwise;
}

bool json_bool(const struct json *object, const char *key, bool otherwise)
{
    const struct json *member = json_get(object, key);
    return member && member->kind == JSON_BOOL ? member->number != 0 : otherwise;
}

wchar_t *json_wide(const struct json *object, const char *key)
{
    const char *text = json_text(object, key, NULL);
    if (!text) {
        return NULL;
    }
    int length = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *wide = calloc((size_t)length + 1, sizeof *wide);
    if (wide) {
        MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, length);
    }
    return wide;
}
