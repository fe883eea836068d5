/*
 * One request of the service, made up by an exported function: arguments in the order of
 * programs.def, then places for the results in theirs. The first thing that is wrong (a pointer, a
 * size, a handle) is the function's result and nothing is sent.
 */
#ifndef TAPI32_REQUEST_H
#define TAPI32_REQUEST_H

#include "layout.h"
#include "pack.h"

#include <windows.h>
#include <tapi.h>

/* The A or the W function. */
enum form { ANSI, WIDE };

/* A text argument as the program passed it. */
struct text {
    const void *text;
    enum form form;
};

enum { REQUEST_WANTS = 4 };

struct want {
    enum { WANT_NUMBER, WANT_STRUCTURE, WANT_BYTES, WANT_TEXT } kind;
    void *place;
    const struct layout *layout;
    enum form form;
    size_t size; /* octets at `place` */
};

struct request {
    enum program_function function;
    LONG error;
    struct packer arguments;
    size_t total_place; /* of the argument `total` */
    struct want wants[REQUEST_WANTS];
    int want_count;
};

struct request request_new(enum program_function function);
/* With the check of the handle. */
struct request request_of_app(enum program_function function, HLINEAPP app);
struct request request_of_line(enum program_function function, HLINE line);
struct request request_of_call(enum program_function function, HCALL call);

void put_number(struct request *request, DWORD number);
void put_text(struct request *request, struct text text);
/* As put_text; NULL is LINEERR_INVALPOINTER. */
void put_needed_text(struct request *request, struct text text);
/* `bytes` may be NULL if the length is 0. */
void put_bytes(struct request *request, const void *bytes, DWORD length);
void put_call_params(
    struct request *request, const LINECALLPARAMS *params, enum form form, DWORD version);
void put_forward_list(
    struct request *request, const LINEFORWARDLIST *list, enum form form, DWORD version);
/* The argument `total` of this buffer, and its check. */
void put_total(struct request *request, const void *structure, const struct layout *layout);

void want_number(struct request *request, DWORD *place);
/* A result that the program does not ask for. */
void want_nothing(struct request *request);
void want_structure(
    struct request *request, void *structure, const struct layout *layout, enum form form);
void want_bytes(struct request *request, void *bytes, DWORD size);
/* A text with NUL, UTF-16, of at most `units` units; the caller's own memory. */
void want_text(struct request *request, wchar_t *text, size_t units);

/* Sends, writes the results, frees. The function's result. */
LONG request_run(struct request *request);

/* Whether this many octets can be read or written; no handler, no exception: pages are looked at.
 */
bool readable(const void *memory, size_t size);
bool writable(void *memory, size_t size);
bool text_readable(struct text text);

#endif
