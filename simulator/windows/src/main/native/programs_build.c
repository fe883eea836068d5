#include "programs_build.h"

#include "guard.h"
#include "programs_structs.h"

#include <stdio.h>
#include <string.h>

static void push(struct build *build, DWORD_PTR value)
{
    build->invocation.a[build->parameters++] = value;
}

/* `wanted`: the program passed one, so that NULL is a lack of memory. */
static void push_input(struct build *build, void *input, bool wanted)
{
    if (input) {
        build->inputs[build->input_count++] = input;
    } else if (wanted && !build->problem) {
        build->problem = (LONG)LINEERR_NOMEM;
    }
    push(build, (DWORD_PTR)input);
}

static void take_line(struct build *build, struct seat *seat)
{
    if (build->line) {
        return;
    }
    build->seat = seat;
    build->line = seat->line;
    build->line_used = line_use(build->line);
    if (!build->line_used) {
        build->problem = (LONG)LINEERR_INVALLINEHANDLE;
    }
}

static void push_line(struct build *build, const char *key, bool optional)
{
    if (!(optional && ask_number(build->ask, key) == 0)) {
        struct seat *seat = ask_seat(build->ask, key, &build->problem);
        if (seat) {
            take_line(build, seat);
        }
    } else if (!build->line) {
        build->problem = (LONG)LINEERR_INVALLINEHANDLE;
    }
    push(build, build->line ? build->line->driver : 0);
}

static void push_call(struct build *build, const char *key, bool owner, bool optional)
{
    if (optional && ask_number(build->ask, key) == 0) {
        push(build, 0);
        return;
    }
    struct grip *grip = ask_grip(build->ask, key, owner, &build->problem);
    if (!grip || !call_use(grip->call)) {
        build->problem = build->problem ? build->problem : (LONG)LINEERR_INVALCALLHANDLE;
        return;
    }
    build->grips[build->grip_count++] = grip;
    take_line(build, grip->seat);
    push(build, grip->call->driver);
}

static void push_new(struct build *build, bool wanted)
{
    if (!wanted || build->problem) {
        push(build, 0);
        push(build, 0);
        return;
    }
    unsigned n = build->created_count++;
    struct call *call = call_add(build->line);
    call->tentative = true;
    wcsncpy(call->app_name, build->seat->usage->name, MAX_NAME - 1);
    build->created[n] = call;
    build->made[n] = grip_add(build->seat, call, LINECALLPRIVILEGE_OWNER);
    build->made[n]->tentative = true;
    build->drivers[n] = 0;
    push(build, call->handle);
    push(build, (DWORD_PTR)&build->drivers[n]);
}

static void push_bytes(struct build *build, const struct value *value, bool with_size)
{
    void *input = value->size ? guard_copy(value->data, value->size, value->name) : NULL;
    push_input(build, input, value->size != 0);
    if (with_size) {
        push(build, value->size);
    }
}

static void push_text(struct build *build, const wchar_t *text)
{
    void *input = text ? guard_copy(text, (wcslen(text) + 1) * sizeof *text, "text") : NULL;
    push_input(build, input, text != NULL);
}

static void push_output(struct build *build, const void *data, DWORD size)
{
    build->output = size ? guard_alloc(size, "buffer") : NULL;
    build->output_size = build->output ? size : 0;
    if (size && !build->output) {
        build->problem = (LONG)LINEERR_NOMEM;
    } else if (build->output) {
        memset(build->output, 0, size);
        memcpy(build->output, data ? data : &size, data ? size : sizeof size);
    }
    push(build, (DWORD_PTR)build->output);
}

/* No more than results can carry. */
static void push_room(struct build *build, DWORD total)
{
    DWORD most = PROGRAMS_MAX_RESULTS / 2;
    DWORD room = total < most ? (total + 3) / 4 * 4 : most;
    push_output(build, NULL, room < sizeof(VARSTRING) ? (DWORD)sizeof(VARSTRING) : room);
}

static void push_params(struct build *build, const struct value *value)
{
    void *input = NULL;
    if (value->data && !build->problem) {
        build->problem = call_params_judge(value->data, value->size, build->seat->version);
        if (!build->problem) {
            input = call_params_convert(value->data, build->seat->version, build->line->version);
            if (build->created_count) { /* the consultation call comes after the conference */
                call_params_notes(value->data, build->created[build->created_count - 1]);
            }
        }
    }
    push_input(build, input, value->data != NULL);
}

static void push_forward(struct build *build, const struct value *value)
{
    void *input = NULL;
    if (value->data && !build->problem) {
        build->problem = forward_list_convert(
            value->data, value->size, build->seat->version, build->line->version, &input);
    }
    push_input(build, input, value->data != NULL);
}

static void push_token(struct build *build, const char *token, const char *key)
{
    const struct value *value = argument(&build->ask->in, key);
    switch (token[0] << 8 | token[1]) {
    case 'r' << 8:
        push(build, 0); /* known when the line is */
        break;
    case 'l' << 8 | 'i':
        push_line(build, key, token[4] == '?');
        break;
    case 'o' << 8 | 'w':
        push_call(build, key, true, token[3] == '?');
        break;
    case 'a' << 8 | 'n':
        push_call(build, key, false, token[3] == '?');
        break;
    case 'n' << 8 | 'e':
        push_new(build, token[3] != '?' || value->number != 0);
        break;
    case 't' << 8 | 'e':
        push_text(build, value->text);
        break;
    case 'n' << 8 | 'u':
        push(build, value->number);
        break;
    case 'b' << 8 | 'y':
        push_bytes(build, value, true);
        break;
    case 'i' << 8 | 'n':
        if (strcmp(token, "inout") == 0) {
            push_output(build, value->data, value->size);
            push(build, value->size);
        } else {
            push_bytes(build, value, false);
        }
        break;
    case 'p' << 8 | 'a':
        push_params(build, value);
        break;
    case 'f' << 8 | 'o':
        push_forward(build, value);
        break;
    case 'r' << 8 | 'o':
        push_room(build, value->number);
        break;
    case 'd' << 8 | 'w':
        push_output(build, &(DWORD){0}, sizeof(DWORD));
        break;
    default: /* token */
        push(build, build->grips[0]->handle);
    }
}

void build_push(struct build *build)
{
    char tokens[160];
    char *rest = NULL;
    snprintf(tokens, sizeof tokens, "%s", build->form->parameters);
    for (char *token = strtok_s(tokens, " ", &rest); token && !build->problem;
         token = strtok_s(NULL, " ", &rest)) {
        char *key = strchr(token, ':');
        if (key) {
            *key++ = 0;
        }
        push_token(build, token, key ? key : "");
    }
}
