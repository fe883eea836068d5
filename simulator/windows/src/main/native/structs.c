#include "structs.h"

#include "guard.h"
#include "names.h"
#include "rules.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TOTAL = 1 << 20, MAX_PASSES = 4, PADDING = 8, CANARY = 0x5AFE0000 };

struct judged {
    const struct layout *layout;
    const unsigned char *data;
    DWORD total;
    DWORD fixed;
    DWORD needed;
    DWORD used;
};

static DWORD dword_at(const unsigned char *data, size_t offset)
{
    DWORD value;
    memcpy(&value, data + offset, sizeof value);
    return value;
}

static bool is_part(const struct field *field)
{
    return field->kind == FIELD_TEXT || field->kind == FIELD_LIST || field->kind == FIELD_BYTES;
}

static bool has_field(const struct field *field, DWORD fixed)
{
    return (is_part(field) ? field->where : field->offset) + sizeof(DWORD) <= fixed;
}

static void prepare(const struct layout *layout, unsigned char *data, DWORD total, DWORD fixed)
{
    memset(data, 0, fixed);
    memcpy(data, &total, sizeof total);
    for (unsigned i = 0; i < layout->field_count; i++) {
        const struct field *field = &layout->fields[i];
        if (field->kind == FIELD_OWNED && has_field(field, fixed)) {
            DWORD canary = CANARY + i;
            memcpy(data + field->offset, &canary, sizeof canary);
        }
    }
}

static void judge_sizes(const struct judged *j)
{
    DWORD total = dword_at(j->data, 0);
    if (total != j->total) {
        violate(RULE_STRUCT_TOTAL, "%s: %lu became %lu", j->layout->name, (unsigned long)j->total,
            (unsigned long)total);
    }
    if (j->used < j->fixed || j->used > j->total) {
        violate(RULE_STRUCT_USED, "%s: dwUsedSize %lu, fixed part %lu, dwTotalSize %lu",
            j->layout->name, (unsigned long)j->used, (unsigned long)j->fixed,
            (unsigned long)j->total);
    } else if (j->needed < j->used) {
        violate(RULE_STRUCT_NEEDED, "%s: dwNeededSize %lu, dwUsedSize %lu", j->layout->name,
            (unsigned long)j->needed, (unsigned long)j->used);
    }
}

static void judge_text(const struct judged *j, const struct field *field, DWORD size, DWORD offset)
{
    wchar_t last;
    if (size % sizeof(wchar_t) || size < sizeof(wchar_t)) {
        violate(RULE_STRUCT_TEXT, "%s.%s: %lu bytes", j->layout->name, field->name,
            (unsigned long)size);
        return;
    }
    memcpy(&last, j->data + offset + size - sizeof last, sizeof last);
    if (last) {
        violate(RULE_STRUCT_TEXT, "%s.%s: no NUL at its end", j->layout->name, field->name);
        return;
    }
    for (DWORD at = 0; at + sizeof last < size && field->kind == FIELD_TEXT; at += sizeof last) {
        memcpy(&last, j->data + offset + at, sizeof last);
        if (!last) {
            violate(RULE_STRUCT_TEXT, "%s.%s: NUL at byte %lu of %lu", j->layout->name, field->name,
                (unsigned long)at, (unsigned long)size);
            return;
        }
    }
}

static void cover(const struct judged *j, unsigned char *covered, DWORD size, DWORD offset)
{
    if (offset < j->total) {
        memset(covered + offset, 1, size > j->total - offset ? j->total - offset : size);
    }
}

static void judge_parts(const struct judged *j, unsigned char *covered)
{
    DWORD end = j->used < j->total ? j->used : j->total;
    for (unsigned i = 0; i < j->layout->field_count; i++) {
        const struct field *field = &j->layout->fields[i];
        if (!is_part(field) || !has_field(field, j->fixed)) {
            continue;
        }
        DWORD size = dword_at(j->data, field->offset);
        DWORD offset = dword_at(j->data, field->where);
        if (size == 0) {
            continue;
        }
        /* The addresses that a forward list names may lie behind it: LINEADDRESSSTATUS page. */
        cover(j, covered, strcmp(field->name, "dwForward") == 0 ? j->total : size, offset);
        if (offset < j->fixed || offset > end || size > end - offset) {
            violate(RULE_STRUCT_INSIDE, "%s.%s: %lu bytes at %lu, fixed part %lu, dwUsedSize %lu",
                j->layout->name, field->name, (unsigned long)size, (unsigned long)offset,
                (unsigned long)j->fixed, (unsigned long)j->used);
        } else if (field->kind != FIELD_BYTES) {
            judge_text(j, field, size, offset);
        }
    }
}

static void judge_owned(const struct judged *j)
{
    for (unsigned i = 0; i < j->layout->field_count; i++) {
        const struct field *field = &j->layout->fields[i];
        if (field->kind == FIELD_OWNED && has_field(field, j->fixed) &&
            dword_at(j->data, field->offset) != CANARY + i) {
            violate(RULE_STRUCT_OWNED, "%s.%s", j->layout->name, field->name);
        }
    }
}

/* Zeros behind the fixed part do no harm: clearing a buffer is common, and so is padding between
 * parts. */
static void judge_foreign(const struct judged *j, const unsigned char *covered)
{
    for (DWORD at = j->fixed; at < j->total; at++) {
        if (!covered[at] && j->data[at] != GUARD_FILL && j->data[at] != 0) {
            violate(RULE_STRUCT_FOREIGN, "%s: byte %lu was written, fixed part %lu, dwUsedSize %lu",
                j->layout->name, (unsigned long)at, (unsigned long)j->fixed,
                (unsigned long)j->used);
            return;
        }
    }
}

static void judge(const struct judged *j)
{
    unsigned char *covered = calloc(j->total, 1);
    if (!covered) {
        ExitProcess(4);
    }
    judge_sizes(j);
    judge_parts(j, covered);
    judge_owned(j);
    judge_foreign(j, covered);
    free(covered);
}

static LONG ask(struct query *query, DWORD total)
{
    const struct layout *layout = layout_of(query->kind);
    DWORD fixed = layout_size(layout, query->version);
    unsigned char *data = guard_alloc(total, layout->name);
    if (!data) {
        return (LONG)LINEERR_NOMEM;
    }
    prepare(layout, data, total, fixed);
    query->invocation.a[query->slot] = (DWORD_PTR)data;
    LONG result = tspi_call(&query->invocation);
    if (result == 0) {
        judge(&(struct judged){layout, data, total, fixed, dword_at(data, 4), dword_at(data, 8)});
        free(query->data);
        query->data = malloc(total);
        query->size = total;
        if (!query->data) {
            ExitProcess(4);
        }
        memcpy(query->data, data, total);
    } else if ((DWORD)result == LINEERR_STRUCTURETOOSMALL && query->kind != STRUCT_VARSTRING) {
        violate(RULE_STRUCT_ERROR, "%s: %s refused %lu bytes, the fixed part is %lu", layout->name,
            fn_name(query->invocation.function), (unsigned long)total, (unsigned long)fixed);
    }
    guard_free(data);
    return result;
}

LONG query_run(struct query *query)
{
    const struct layout *layout = layout_of(query->kind);
    DWORD fixed = layout_size(layout, query->version);
    LONG result;
    if (query->total) {
        return ask(query, query->total < fixed ? fixed : (query->total + 3) / 4 * 4);
    }
    result = ask(query, fixed);
    for (int pass = 1; result == 0 && dword_at(query->data, 4) > query->size; pass++) {
        DWORD needed = dword_at(query->data, 4);
        if (pass == MAX_PASSES || needed > MAX_TOTAL) {
            violate(RULE_STRUCT_GROWTH, "%s: %lu bytes given, %lu needed", layout->name,
                (unsigned long)query->size, (unsigned long)needed);
            break;
        }
        result = ask(query, (needed + 3) / 4 * 4);
    }
    return result;
}

DWORD query_number(const struct query *query, size_t offset)
{
    DWORD fixed = layout_size(layout_of(query->kind), query->version);
    return query->data && offset + sizeof(DWORD) <= fixed ? dword_at(query->data, offset) : 0;
}

/* dwCallID is printed as callID. */
static void key_of(const char *name, char *key, size_t room)
{
    snprintf(key, room, "%s", strncmp(name, "dw", 2) == 0 ? name + 2 : name);
    key[0] = (char)tolower((unsigned char)key[0]);
}

void bits_write(struct out *out, const char *key, const struct name *names, DWORD bits)
{
    out_open(out, key, '[');
    for (int i = 0; i < 32; i++) {
        DWORD bit = 1u << i;
        const char *name = name_of(names, bit);
        char hex[16];
        if (bits & bit) {
            snprintf(hex, sizeof hex, "0x%lx", (unsigned long)bit);
            out_text(out, NULL, name ? name : hex);
        }
    }
    out_close(out);
}

void name_write(struct out *out, const char *key, const struct name *names, DWORD value)
{
    const char *name = name_of(names, value);
    char hex[16];
    snprintf(hex, sizeof hex, "0x%lx", (unsigned long)value);
    out_text(out, key, name ? name : hex);
}

static void write_list(struct out *out, const char *key, const wchar_t *text, size_t length)
{
    out_open(out, key, '[');
    while (length > 0 && *text) {
        size_t size = wcsnlen(text, length);
        out_wide(out, NULL, text, size);
        text += size;
        length -= size;
        if (length > 0) {
            text++;
            length--;
        }
    }
    out_close(out);
}

static void write_part(
    const struct query *query, const struct field *field, const char *key, struct out *out)
{
    DWORD size = dword_at(query->data, field->offset);
    DWORD offset = dword_at(query->data, field->where);
    if (size == 0 || offset > query->size || size > query->size - offset) {
        return;
    }
    if (field->kind == FIELD_BYTES) {
        char name[64];
        snprintf(name, sizeof name, "%sSize", key);
        out_number(out, name, size);
        return;
    }
    size_t length = size / sizeof(wchar_t);
    wchar_t *text = calloc(length + 1, sizeof *text);
    if (text) {
        memcpy(text, query->data + offset, length * sizeof *text);
        if (field->kind == FIELD_LIST) {
            write_list(out, key, text, length);
        } else {
            out_wide(out, key, text, wcsnlen(text, length));
        }
        free(text);
    }
}

void query_write(const struct query *query, struct out *out)
{
    const struct layout *layout = layout_of(query->kind);
    DWORD fixed = layout_size(layout, query->version);
    out_number(out, "totalSize", query->size);
    out_number(out, "neededSize", dword_at(query->data, 4));
    out_number(out, "usedSize", dword_at(query->data, 8));
    for (unsigned i = 0; i < layout->field_count; i++) {
        const struct field *field = &layout->fields[i];
        char key[64];
        if (!has_field(field, fixed) || field->kind == FIELD_OWNED) {
            continue;
        }
        key_of(field->name, key, sizeof key);
        if (is_part(field)) {
            write_part(query, field, key, out);
            continue;
        }
        DWORD value = dword_at(query->data, field->offset);
        if (field->kind == FIELD_BITS) {
            bits_write(out, key, field->names, value);
        } else if (field->kind == FIELD_NAME) {
            name_write(out, key, field->names, value);
        } else {
            out_number(out, key, value);
        }
    }
}
