#include "questions.h"

#include "lines.h"
#include "operations.h"

#include <stdlib.h>
#include <string.h>

struct line *line_of(const struct context *c)
{
    return line_find((DWORD)json_number(c->command, "line", -1));
}

struct line *open_line_of(const struct context *c)
{
    struct line *line = line_of(c);
    if (!line || line->state != LINE_OPEN) {
        result_write(c->out, (LONG)LINEERR_INVALLINEHANDLE);
        return NULL;
    }
    return line;
}

struct call *call_of(const struct context *c)
{
    struct call *call = call_find((int)json_number(c->command, "call", 0));
    if (!call || !call->driver || call->closed) {
        result_write(c->out, (LONG)LINEERR_INVALCALLHANDLE);
        return NULL;
    }
    return call;
}

static DWORD total_of(const struct context *c, enum struct_kind kind, DWORD version)
{
    if (strcmp(json_text(c->command, "total", ""), "fixed") == 0) {
        return layout_size(layout_of(kind), version);
    }
    return (DWORD)json_number(c->command, "total", 0);
}

static void answer_query(struct context *c, struct query *query, LONG result)
{
    result_write(c->out, result);
    if (result == 0) {
        query_write(query, c->out);
    }
    free(query->data);
}

void do_dev_caps(struct context *c)
{
    struct line *line = line_of(c);
    struct query query = {.invocation.caller = c->caller};
    if (!line) {
        result_write(c->out, (LONG)LINEERR_BADDEVICEID);
        return;
    }
    query.total = total_of(c, STRUCT_DEVCAPS, line->version);
    answer_query(c, &query, query_dev_caps(&query, line));
}

void do_address_caps(struct context *c)
{
    struct line *line = line_of(c);
    struct query query = {.invocation.caller = c->caller};
    if (!line) {
        result_write(c->out, (LONG)LINEERR_BADDEVICEID);
        return;
    }
    query.total = total_of(c, STRUCT_ADDRESSCAPS, line->version);
    answer_query(
        c, &query, query_address_caps(&query, line, (DWORD)json_number(c->command, "address", 0)));
}

void do_line_status(struct context *c)
{
    struct line *line = open_line_of(c);
    struct query query = {.invocation.caller = c->caller};
    if (line) {
        query.total = total_of(c, STRUCT_DEVSTATUS, line->version);
        answer_query(c, &query, query_line_status(&query, line));
    }
}

void do_address_status(struct context *c)
{
    struct line *line = open_line_of(c);
    struct query query = {.invocation.caller = c->caller};
    if (line) {
        query.total = total_of(c, STRUCT_ADDRESSSTATUS, line->version);
        answer_query(c, &query,
            query_address_status(&query, line, (DWORD)json_number(c->command, "address", 0)));
    }
}

static void with_call(
    struct context *c, enum struct_kind kind, LONG (*ask)(struct query *query, struct call *call))
{
    struct call *call = call_of(c);
    struct query query = {.invocation.caller = c->caller};
    if (!call) {
        return;
    }
    model_lock();
    bool usable = call_use(call);
    model_unlock();
    if (!usable) {
        result_write(c->out, (LONG)LINEERR_INVALCALLHANDLE);
        return;
    }
    query.total = total_of(c, kind, call->line->version);
    LONG result = ask(&query, call);
    call_release(call);
    answer_query(c, &query, result);
}

void do_call_info(struct context *c)
{
    with_call(c, STRUCT_CALLINFO, query_call_info);
}

void do_call_status(struct context *c)
{
    with_call(c, STRUCT_CALLSTATUS, query_call_status);
}

void do_get_id(struct context *c)
{
    struct line *line = open_line_of(c);
    if (line) {
        struct query query = {.invocation.caller = c->caller};
        wchar_t *class = json_wide(c->command, "class");
        query.total = (DWORD)json_number(c->command, "total", 0);
        answer_query(c, &query, query_get_id(&query, line, class ? class : L"tapi/line"));
        free(class);
    }
}

void do_number(struct context *c)
{
    struct line *line = open_line_of(c);
    if (line) {
        DWORD number = 0;
        result_write(c->out, query_addresses(line, c->caller, &number));
        out_number(c->out, "addresses", number);
    }
}
