/* TAPI structures: their size by version, asking a provider for one, judging and printing what
 * came. */
#ifndef TAPISRV_STRUCTS_H
#define TAPISRV_STRUCTS_H

#include "json.h"
#include "invoke.h"

enum struct_kind {
    STRUCT_DEVCAPS,
    STRUCT_ADDRESSCAPS,
    STRUCT_CALLINFO,
    STRUCT_CALLSTATUS,
    STRUCT_DEVSTATUS,
    STRUCT_ADDRESSSTATUS,
    STRUCT_VARSTRING,
    STRUCT_CALLPARAMS
};

enum field_kind {
    FIELD_NUMBER,
    FIELD_BITS,  /* a list of names */
    FIELD_NAME,  /* one name */
    FIELD_TEXT,  /* UTF-16 with NUL */
    FIELD_LIST,  /* UTF-16 texts, ended by an empty one */
    FIELD_BYTES, /* printed as its size only */
    FIELD_OWNED  /* belongs to the telephony service */
};

struct field {
    const char *name;
    enum field_kind kind;
    unsigned offset; /* of the value, or of the size of a variable part */
    unsigned where;  /* of the offset of a variable part */
    const struct name *names;
};

struct layout {
    const char *name;
    const struct field *fields;
    unsigned field_count;
    unsigned sizes[6]; /* versions 1.3, 1.4, 2.0, 2.1, 2.2, 3.0 */
};

const struct layout *layout_of(enum struct_kind kind);
/* The fixed part in this version, in bytes. */
unsigned layout_size(const struct layout *layout, DWORD version);

struct query {
    struct invocation invocation;
    unsigned slot; /* of the structure among the parameters */
    enum struct_kind kind;
    DWORD version;
    DWORD total;         /* dwTotalSize, 0 = as applications do: fixed part, then dwNeededSize */
    unsigned char *data; /* the last answer; free() */
    DWORD size;          /* of data */
};

/* Asks; the result is the provider's. On success query->data holds the structure. */
LONG query_run(struct query *query);
/* A field of the answer, 0 if the version has no such field. */
DWORD query_number(const struct query *query, size_t offset);
/* Writes the members of the structure. */
void query_write(const struct query *query, struct out *out);

void bits_write(struct out *out, const char *key, const struct name *names, DWORD bits);
void name_write(struct out *out, const char *key, const struct name *names, DWORD value);

#endif
