#include "request.h"

#include "apps.h"
#include "service.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum {
    NEEDED = 4, /* place of dwNeededSize */
    MAX_STRUCTURE = PROGRAMS_MAX_RESULTS / 2
};

struct request request_new(enum program_function function)
{
    return (struct request){.function = function};
}

static void fail(struct request *request, DWORD error)
{
    if (request->error == 0) {
        request->error = (LONG)error;
    }
}

struct request request_of_app(enum program_function function, HLINEAPP app)
{
    struct request request = request_new(function);
    request.error = app_check(app);
    put_number(&request, app);
    return request;
}

struct request request_of_line(enum program_function function, HLINE line)
{
    struct request request = request_new(function);
    request.error = line_check(line);
    put_number(&request, line);
    return request;
}

struct request request_of_call(enum program_function function, HCALL call)
{
    struct request request = request_new(function);
    request.error = app_check_any();
    put_number(&request, call);
    return request;
}

void put_number(struct request *request, DWORD number)
{
    pack_number(&request->arguments, number);
}

void put_text(struct request *request, struct text text)
{
    if (text.text && !text_readable(text)) {
        fail(request, LINEERR_INVALPOINTER);
    } else if (text.form == WIDE || !text.text) {
        pack_text(&request->arguments, text.text);
    } else {
        uint16_t *wide = text_wide_copy(text.text);
        if (!wide) {
            fail(request, LINEERR_NOMEM);
        }
        pack_text(&request->arguments, wide);
        free(wide);
    }
}

void put_needed_text(struct request *request, struct text text)
{
    if (!text.text) {
        fail(request, LINEERR_INVALPOINTER);
    }
    put_text(request, text);
}

void put_bytes(struct request *request, const void *bytes, DWORD length)
{
    if (length > 0 && !readable(bytes, length)) {
        fail(request, LINEERR_INVALPOINTER);
    } else {
        pack_bytes(&request->arguments, bytes, length);
    }
}

static void put_input(struct request *request, const struct layout *layout, const void *structure,
    size_t fixed, enum form form)
{
    size_t length;
    DWORD total = 0;
    if (!structure) {
        pack_bytes(&request->arguments, NULL, 0);
        return;
    }
    if (readable(structure, layout->smallest)) {
        memcpy(&total, structure, sizeof total);
    }
    if (total == 0 || !readable(structure, total)) {
        fail(request, total ? LINEERR_INVALPOINTER : LINEERR_STRUCTURETOOSMALL);
        return;
    }
    if (total < layout->smallest) {
        fail(request, LINEERR_STRUCTURETOOSMALL);
        return;
    }
    if (total > PROGRAMS_MAX_ARGUMENTS) {
        fail(request, LINEERR_INVALPARAM);
        return;
    }
    uint8_t *wide = layout_input(layout, structure, total, fixed, form == ANSI, &length);
    if (!wide) {
        fail(request, layout == &layout_call_params ? LINEERR_INVALCALLPARAMS : LINEERR_INVALPARAM);
        return;
    }
    pack_bytes(&request->arguments, wide, length);
    free(wide);
}

void put_call_params(
    struct request *request, const LINECALLPARAMS *params, enum form form, DWORD version)
{
    put_input(request, &layout_call_params, params, layout_call_params_size(version), form);
}

void put_forward_list(
    struct request *request, const LINEFORWARDLIST *list, enum form form, DWORD version)
{
    put_input(request, &layout_forward_list, list, layout_forward_entry_size(version), form);
}

void put_total(struct request *request, const void *structure, const struct layout *layout)
{
    DWORD total = 0;
    if (!readable(structure, sizeof total)) {
        fail(request, LINEERR_INVALPOINTER);
    } else {
        memcpy(&total, structure, sizeof total);
        if (total < layout->smallest) {
            fail(request, LINEERR_STRUCTURETOOSMALL);
        }
    }
    request->total_place = request->arguments.used;
    put_number(request, total < MAX_STRUCTURE ? total : MAX_STRUCTURE);
}

static void want(struct request *request, struct want want)
{
    request->wants[request->want_count++] = want;
}

void want_number(struct request *request, DWORD *place)
{
    if (!writable(place, sizeof *place)) {
        fail(request, LINEERR_INVALPOINTER);
    }
    want(request, (struct want){.kind = WANT_NUMBER, .place = place});
}

void want_nothing(struct request *request)
{
    want(request, (struct want){.kind = WANT_NUMBER});
}

void want_structure(
    struct request *request, void *structure, const struct layout *layout, enum form form)
{
    DWORD total = 0;
    if (readable(structure, sizeof total)) {
        memcpy(&total, structure, sizeof total);
    }
    if (total == 0 || !writable(structure, total)) {
        fail(request, LINEERR_INVALPOINTER);
    }
    want(request, (struct want){.kind = WANT_STRUCTURE,
                      .place = structure,
                      .layout = layout,
                      .form = form,
                      .size = total});
}

void want_bytes(struct request *request, void *bytes, DWORD size)
{
    if (size > 0 && !writable(bytes, size)) {
        fail(request, LINEERR_INVALPOINTER);
    }
    want(request, (struct want){.kind = WANT_BYTES, .place = bytes, .size = size});
}

void want_text(struct request *request, wchar_t *text, size_t units)
{
    want(request, (struct want){.kind = WANT_TEXT, .place = text, .size = units * sizeof *text});
}

static bool write_text(const struct want *want, struct unpacker *unpacker)
{
    size_t units;
    const uint8_t *text = unpack_text(unpacker, &units);
    if (unpacker->failed || (units + 1) * sizeof(wchar_t) > want->size) {
        return false;
    }
    memset(want->place, 0, want->size);
    if (text) {
        memcpy(want->place, text, units * sizeof(wchar_t));
    }
    return true;
}

static size_t room_of(const struct request *request, size_t structure)
{
    size_t room = 0;
    for (int i = 0; i < request->want_count; i++) {
        const struct want *want = &request->wants[i];
        room += 8 + (want->kind == WANT_STRUCTURE ? structure : want->size);
    }
    return (room + 3) & ~(size_t)3;
}

static bool write_structure(const struct want *want, const uint8_t *bytes, size_t length)
{
    if (want->form == ANSI && want->layout) {
        return layout_write(want->layout, bytes, length, want->place, want->size, true);
    }
    if (length < want->layout->smallest || length > want->size) {
        return false;
    }
    memcpy((uint8_t *)want->place + NEEDED, bytes + NEEDED, length - NEEDED);
    if (want->layout == &layout_dev_caps) {
        ((LINEDEVCAPS *)want->place)->dwStringFormat = STRINGFORMAT_UNICODE;
    }
    return true;
}

static bool write_results(const struct request *request, const uint8_t *results, size_t used)
{
    struct unpacker unpacker = {.data = results, .length = used};
    for (int i = 0; i < request->want_count; i++) {
        const struct want *want = &request->wants[i];
        size_t length;
        if (want->kind == WANT_NUMBER) {
            uint32_t number = unpack_number(&unpacker);
            if (want->place && !unpacker.failed) {
                memcpy(want->place, &number, sizeof number);
            }
            continue;
        }
        if (want->kind == WANT_TEXT) {
            if (!write_text(want, &unpacker)) {
                return false;
            }
            continue;
        }
        const uint8_t *bytes = unpack_bytes(&unpacker, &length);
        if (want->kind == WANT_BYTES && bytes) {
            memcpy(want->place, bytes, length < want->size ? length : want->size);
        } else if (want->kind == WANT_STRUCTURE &&
                   (!bytes || !write_structure(want, bytes, length))) {
            return false;
        }
    }
    return !unpacker.failed;
}

/* What the whole structure needs if an A program has to get more than came, else 0. */
static uint32_t needed_more(const struct request *request, const uint8_t *results, size_t used)
{
    struct unpacker unpacker = {.data = results, .length = used};
    for (int i = 0; i < request->want_count; i++) {
        const struct want *want = &request->wants[i];
        size_t length;
        if (want->kind == WANT_NUMBER) {
            unpack_number(&unpacker);
            continue;
        }
        const uint8_t *bytes = unpack_bytes(&unpacker, &length);
        if (want->kind == WANT_STRUCTURE && want->form == ANSI && length >= 12) {
            uint32_t needed;
            memcpy(&needed, bytes + NEEDED, sizeof needed);
            return needed > want->size && needed <= MAX_STRUCTURE ? needed : 0;
        }
    }
    return 0;
}

static size_t structure_size(const struct request *request)
{
    for (int i = 0; i < request->want_count; i++) {
        if (request->wants[i].kind == WANT_STRUCTURE) {
            size_t size = request->wants[i].size;
            return size < MAX_STRUCTURE ? size : MAX_STRUCTURE;
        }
    }
    return 0;
}

/* Asks with room for a structure of this size; the results are malloc'd. */
static LONG ask(const struct request *request, size_t structure, uint8_t **results, size_t *used)
{
    size_t room = room_of(request, structure);
    *results = malloc(room + 4);
    return *results ? service_request(request->function, &request->arguments, *results, room, used)
                    : (LONG)LINEERR_NOMEM;
}

static LONG send_request(struct request *request)
{
    uint8_t *results = NULL;
    size_t used = 0;
    LONG result = ask(request, structure_size(request), &results, &used);
    /* A request that goes on (its result is an id) is not made twice. */
    uint32_t needed = result == 0 ? needed_more(request, results, used) : 0;
    if (needed) {
        free(results);
        pack_number_at(&request->arguments, request->total_place, needed);
        result = ask(request, needed, &results, &used);
    }
    if (result >= 0 && !write_results(request, results, used)) {
        result = (LONG)LINEERR_OPERATIONFAILED;
    }
    free(results);
    return result;
}

LONG request_run(struct request *request)
{
    if (request->error == 0 && request->arguments.failed) {
        request->error = (LONG)LINEERR_NOMEM;
    }
    LONG result = request->error ? request->error : send_request(request);
    pack_free(&request->arguments);
    return result;
}
