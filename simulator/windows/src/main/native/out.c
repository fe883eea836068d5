/* The writing half of json.h. */
#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static CRITICAL_SECTION line_lock;

void out_start(void)
{
    InitializeCriticalSection(&line_lock);
}

static void put(struct out *out, const char *text, size_t size)
{
    if (out->size + size + 1 > out->room) {
        size_t room = (out->room + size + 256) * 2;
        char *grown = realloc(out->text, room);
        if (!grown) {
            fprintf(stderr, "tapisrv: out of memory\n");
            ExitProcess(4);
        }
        out->text = grown;
        out->room = room;
    }
    memcpy(out->text + out->size, text, size);
    out->size += size;
    out->text[out->size] = 0;
}

static void put_quoted(struct out *out, const char *text)
{
    put(out, "\"", 1);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            char escaped[2] = {'\\', (char)c};
            put(out, escaped, 2);
        } else if (c < 0x20) {
            char escaped[8];
            put(out, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", c));
        } else {
            put(out, text, 1);
        }
    }
    put(out, "\"", 1);
}

static void begin(struct out *out, const char *key)
{
    if (out->depth > 0) {
        if (out->filled[out->depth - 1]) {
            put(out, ",", 1);
        }
        out->filled[out->depth - 1] = true;
    }
    if (key) {
        put_quoted(out, key);
        put(out, ":", 1);
    }
}

void out_open(struct out *out, const char *key, char kind)
{
    begin(out, key);
    put(out, &kind, 1);
    out->closers[out->depth] = kind == '{' ? '}' : ']';
    out->filled[out->depth] = false;
    out->depth++;
}

void out_close(struct out *out)
{
    out->depth--;
    put(out, &out->closers[out->depth], 1);
}

void out_text(struct out *out, const char *key, const char *utf8)
{
    begin(out, key);
    if (utf8) {
        put_quoted(out, utf8);
    } else {
        put(out, "null", 4);
    }
}

void out_wide(struct out *out, const char *key, const wchar_t *text, size_t length)
{
    int size = length ? WideCharToMultiByte(CP_UTF8, 0, text, (int)length, NULL, 0, NULL, NULL) : 0;
    char *utf8 = calloc((size_t)size + 1, 1);
    if (utf8 && size) {
        WideCharToMultiByte(CP_UTF8, 0, text, (int)length, utf8, size, NULL, NULL);
    }
    out_text(out, key, utf8);
    free(utf8);
}

void out_number(struct out *out, const char *key, int64_t number)
{
    char digits[24];
    begin(out, key);
    put(out, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)number));
}

void out_bool(struct out *out, const char *key, bool value)
{
    begin(out, key);
    put(out, value ? "true" : "false", value ? 4 : 5);
}

void out_send(struct out *out)
{
    HANDLE to = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD done;
    put(out, "\n", 1);
    EnterCriticalSection(&line_lock);
    for (size_t at = 0; at < out->size; at += done) {
        if (!WriteFile(to, out->text + at, (DWORD)(out->size - at), &done, NULL) || done == 0) {
            ExitProcess(5); /* nobody listens any more */
        }
    }
    LeaveCriticalSection(&line_lock);
    free(out->text);
    memset(out, 0, sizeof *out);
}
