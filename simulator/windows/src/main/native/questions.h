/* What a command is run with, and the commands that ask a provider for a structure. */
#ifndef TAPISRV_QUESTIONS_H
#define TAPISRV_QUESTIONS_H

#include "json.h"
#include "invoke.h"

struct context {
    const struct json *command;
    enum caller caller;
    struct out *out;
    bool end;
};

/* The line that the member "line" names, or NULL. */
struct line *line_of(const struct context *c);
/* The same if it is open, else NULL and the answer. */
struct line *open_line_of(const struct context *c);
/* The call that the member "call" names if it lives, else NULL and the answer. */
struct call *call_of(const struct context *c);

void do_dev_caps(struct context *c);
void do_address_caps(struct context *c);
void do_line_status(struct context *c);
void do_address_status(struct context *c);
void do_call_info(struct context *c);
void do_call_status(struct context *c);
void do_get_id(struct context *c);
void do_number(struct context *c);

#endif
