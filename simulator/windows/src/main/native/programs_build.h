/* How a program's request becomes the parameters of one function of the provider. */
#ifndef TAPISRV_PROGRAMS_BUILD_H
#define TAPISRV_PROGRAMS_BUILD_H

#include "programs_functions.h"

#include "invoke.h"

/*
 * Parameters, in the order of the provider's function; names are those of programs.def:
 *   r            request id                    line[?]:key  HDRVLINE (0 if the handle is 0)
 *   own:key      HDRVCALL of an owner          any:key      of an owner or monitor
 *   own?:key     0 if the handle is 0          any?:key     the same
 *   new          HTAPICALL and LPHDRVCALL      new?:key     0 and NULL if that number is 0
 *   text:key number:key bytes:key (pointer and size)        input:key (pointer)
 *   params:key   LINECALLPARAMS                forward:key  LINEFORWARDLIST
 *   inout:key    buffer and size               room:key     VARSTRING of that dwTotalSize
 *   dword        where a DWORD is written      token        the handle, for LINE_GENERATE
 * Results: made (handles of new calls), inout, room, dword.
 */
struct request_form {
    enum program_function name;
    enum fn function;
    const char *parameters;
    const char *result;
};

enum { MAX_INPUTS = 8, MAX_USED = 3 };

struct build {
    const struct ask *ask;
    const struct request_form *form;
    struct invocation invocation;
    unsigned parameters;
    struct seat *seat;
    struct line *line;
    bool line_used;
    struct grip *grips[MAX_USED];
    unsigned grip_count;
    struct request *request;
    DWORD_PTR *drivers;
    struct call *created[MAX_CREATED];
    struct grip *made[MAX_CREATED];
    unsigned created_count;
    void *inputs[MAX_INPUTS];
    unsigned input_count;
    void *output;
    DWORD output_size;
    LONG problem;
};

/* Pushes all parameters of the form; build->problem says why not. Model locked. */
void build_push(struct build *build);

#endif
