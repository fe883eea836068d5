/* The functions of programs (programs/programs.def): one handler each. */
#ifndef TAPISRV_PROGRAMS_FUNCTIONS_H
#define TAPISRV_PROGRAMS_FUNCTIONS_H

#include "programs_model.h"
#include "programs_pack.h"

#include <rpc.h>

/* One request of a program while it is performed. */
struct ask {
    enum program_function function;
    struct program *program;
    struct arguments in;
    struct results *out;
};

typedef LONG handler(struct ask *ask);

/* Performs a request on the running thread, which serves the program's RPC call. */
LONG program_perform(struct program *program, DWORD function, const void *arguments, size_t length,
    struct results *results);
/* As lineShutdown for all that the program uses. */
void program_shut_down(struct program *program);

const char *program_function_name(enum program_function function);
DWORD ask_number(const struct ask *ask, const char *name);
const wchar_t *ask_text(const struct ask *ask, const char *name);

/* What a handle among the arguments means; NULL and *problem if it is not the program's. Model
 * locked. */
struct usage *ask_usage(const struct ask *ask, const char *name, LONG *problem);
struct seat *ask_seat(const struct ask *ask, const char *name, LONG *problem);
/* `owner`: LINEERR_NOTOWNER for a monitor. */
struct grip *ask_grip(const struct ask *ask, const char *name, bool owner, LONG *problem);
/* The line of a device id, for a program with this usage handle. */
struct line *ask_line(const struct ask *ask, LONG *problem);

/* ---- programs_usage.c ---- */
handler ask_initialize, ask_shutdown, ask_negotiate_api, ask_negotiate_ext;
/* ---- programs_lines.c ---- */
handler ask_open, ask_close, ask_get_status_messages, ask_set_status_messages, ask_get_num_rings,
    ask_set_num_rings;
/* Closes a seat as lineClose does. */
LONG seat_close(struct seat *seat);
/* ---- programs_requests.c: all that become one function of the provider ---- */
handler ask_request;
/* ---- programs_queries.c ---- */
handler ask_dev_caps, ask_address_caps, ask_line_status, ask_address_status, ask_call_info,
    ask_call_status, ask_get_id, ask_get_dev_config, ask_set_dev_config, ask_address_id;
/* ---- programs_owners.c ---- */
handler ask_deallocate, ask_set_privilege, ask_handoff, ask_new_calls, ask_conference_calls;
/* ---- programs_recipients.c ---- */
handler ask_get_priority, ask_set_priority, ask_register_recipient, ask_get_request,
    ask_make_call_for_me;
/* ---- programs_setup.c ---- */
handler ask_provider_list, ask_ui_file, ask_add_begin, ask_add_end, ask_remove_provider,
    ask_dialog_data;
/* ---- programs_dialogs.c ---- */
handler ask_dialog_begin, ask_dialog_next, ask_dialog_end;

#endif
