/* JSON: a reader that makes a tree, and a writer for one line of output. */
#ifndef TAPISRV_JSON_H
#define TAPISRV_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    char *key; /* inside an object */
    char *text;
    int64_t number; /* also 0 and 1 of a JSON_BOOL */
    struct json *child;
    struct json *next;
};

/* Reads one value; NULL and *problem if the text is no JSON. Free with json_free. */
struct json *json_read(const char *text, const char **problem);
void json_free(struct json *value);
/* The member of an object, or NULL. */
const struct json *json_get(const struct json *object, const char *key);
const char *json_text(const struct json *object, const char *key, const char *otherwise);
int64_t json_number(const struct json *object, const char *key, int64_t otherwise);
bool json_bool(const struct json *object, const char *key, bool otherwise);
/* The member as UTF-16, NULL if it is absent. Free with free(). */
wchar_t *json_wide(const struct json *object, const char *key);

enum { OUT_DEPTH = 16 };

struct out {
    char *text;
    size_t size;
    size_t room;
    unsigned depth;
    char closers[OUT_DEPTH];
    bool filled[OUT_DEPTH];
};

/* Key is NULL inside arrays and for the outermost value; kind is '{' or '['. */
void out_open(struct out *out, const char *key, char kind);
void out_close(struct out *out);
void out_text(struct out *out, const char *key, const char *utf8);
void out_wide(struct out *out, const char *key, const wchar_t *text, size_t length);
void out_number(struct out *out, const char *key, int64_t number);
void out_bool(struct out *out, const char *key, bool value);
/* Writes the line to standard output and frees it. */
void out_send(struct out *out);
void out_start(void);

#endif
