/*
 * A program that uses telephony, without tapi32.dll: it speaks the local RPC interface itself.
 * Reads one JSON object a line: {"id":1,"do":"lineMakeCall","line":65538,"number":"102"}, with
 * members as programs.def names them ("object" for "id"); bytes are hexadecimal text, a member that
 * is absent is 0 or NULL. Answers with result and the results' names; messages come as events by a
 * thread that waits for them, started by {"do":"wait"}. {"do":"leave"} detaches.
 */
#include "json.h"
#include "names.h"
#include "programs/programs.h"

#include "programs_rpc_idl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 1 << 20, WAIT_MS = 5000, MAX_MESSAGES = 64 };

static const struct {
    const char *name;
    const char *arguments;
    const char *results;
} functions[PROGRAM_FUNCTIONS] = {
#define PROGRAM_CALL(name, arguments, results) {#name, arguments, results},
#include "programs/programs.def"
#undef PROGRAM_CALL
};

static RPC_BINDING_HANDLE binding;
static program self;
static program waiting; /* Wine makes the calls of one context one after the other */

struct packed {
    unsigned char *data;
    size_t used;
    size_t room;
};

static void put(struct packed *packed, const void *data, size_t size)
{
    size_t padded = (size + 3) / 4 * 4;
    if (packed->used + padded > packed->room) {
        ExitProcess(4);
    }
    memset(packed->data + packed->used, 0, padded);
    memcpy(packed->data + packed->used, data, size);
    packed->used += padded;
}

static void put_number(struct packed *packed, DWORD number)
{
    put(packed, &number, sizeof number);
}

static unsigned digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static void put_hex(struct packed *packed, const char *hex)
{
    size_t size = strlen(hex) / 2;
    unsigned char *bytes = malloc(size + 1);
    for (size_t i = 0; bytes && i < size; i++) {
        bytes[i] = (unsigned char)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    }
    put_number(packed, (DWORD)size);
    put(packed, bytes, size);
    free(bytes);
}

static void put_argument(
    struct packed *packed, const struct json *command, char letter, const char *name)
{
    if (strcmp(name, "id") == 0) {
        name = "object"; /* "id" is the command's own */
    }
    const char *text = json_text(command, name, NULL);
    if (letter == 'n') {
        put_number(packed, (DWORD)json_number(command, name, 0));
    } else if (!text) {
        put_number(packed, (DWORD)PROGRAMS_NULL);
    } else if (letter == 't') {
        wchar_t *wide = json_wide(command, name);
        put_number(packed, (DWORD)wcslen(wide));
        put(packed, wide, wcslen(wide) * sizeof *wide);
        free(wide);
    } else {
        put_hex(packed, text);
    }
}

/* Calls visit for each "letter:name". */
static void each(
    const char *specification, void (*visit)(void *context, char letter, char *name), void *context)
{
    char copy[200];
    char *rest = NULL;
    snprintf(copy, sizeof copy, "%s", specification);
    for (char *token = strtok_s(copy, " ", &rest); token; token = strtok_s(NULL, " ", &rest)) {
        visit(context, token[0], token + 2);
    }
}

struct request {
    const struct json *command;
    struct packed packed;
};

static void visit_argument(void *context, char letter, char *name)
{
    struct request *request = context;
    put_argument(&request->packed, request->command, letter, name);
}

struct reading {
    const unsigned char *data;
    size_t left;
    struct out *out;
};

static DWORD take_number(struct reading *reading)
{
    DWORD number = 0xDEADBEEF;
    if (reading->left >= sizeof number) {
        memcpy(&number, reading->data, sizeof number);
        reading->data += sizeof number;
        reading->left -= sizeof number;
    }
    return number;
}

static void write_hex(struct reading *reading, const char *name, size_t size)
{
    char *hex = calloc(size * 2 + 1, 1);
    for (size_t i = 0; hex && i < size; i++) {
        snprintf(hex + 2 * i, 3, "%02x", reading->data[i]);
    }
    out_text(reading->out, name, hex);
    free(hex);
}

static void visit_result(void *context, char letter, char *name)
{
    struct reading *reading = context;
    DWORD number = take_number(reading);
    if (letter == 'n') {
        out_number(reading->out, name, number);
        return;
    }
    size_t size = (LONG)number < 0 ? 0 : number * (letter == 't' ? sizeof(wchar_t) : 1);
    if ((LONG)number < 0 || (size + 3) / 4 * 4 > reading->left) {
        out_text(reading->out, name, NULL);
        return;
    }
    if (letter == 't') {
        wchar_t *text = malloc(size + sizeof *text);
        if (text) {
            memcpy(text, reading->data, size);
            out_wide(reading->out, name, text, number);
        }
        free(text);
    } else {
        write_hex(reading, name, size);
    }
    reading->data += (size + 3) / 4 * 4;
    reading->left -= (size + 3) / 4 * 4;
}

static void say_message(const struct program_message *message)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", name_of(message_names, message->message));
    out_number(&out, "app", message->app);
    out_number(&out, "line", message->line);
    out_number(&out, "device", message->device);
    out_number(&out, "p1", (int64_t)message->p1);
    out_number(&out, "p2", (int64_t)message->p2);
    out_number(&out, "p3", (int64_t)message->p3);
    out_close(&out);
    out_send(&out);
}

static DWORD WINAPI wait_on(void *unused)
{
    struct program_message messages[MAX_MESSAGES];
    LONG result = 0;
    (void)unused;
    while (result == 0) {
        ULONG used = 0;
        result = client_Wait(waiting, WAIT_MS, sizeof messages, &used, (byte *)messages);
        for (unsigned i = 0; i < used / sizeof *messages; i++) {
            say_message(&messages[i]);
        }
    }
    return 0;
}

static void call(const struct json *command, unsigned function, struct out *out)
{
    struct request request = {command, {malloc(MAX_LINE), 0, PROGRAMS_MAX_ARGUMENTS}};
    byte *results = malloc(PROGRAMS_MAX_RESULTS);
    ULONG used = 0;
    if (!request.packed.data || !results) {
        ExitProcess(4);
    }
    each(functions[function].arguments, visit_argument, &request);
    LONG result = client_Request(self, function, (ULONG)request.packed.used, request.packed.data,
        PROGRAMS_MAX_RESULTS, &used, results);
    out_number(out, "result", result);
    if (result < 0) {
        const char *error = name_of(error_names, (DWORD)result);
        out_text(out, "error", error ? error : "?");
    } else {
        struct reading reading = {results, used, out};
        each(functions[function].results, visit_result, &reading);
        out_number(out, "unread", (int64_t)reading.left);
    }
    free(results);
    free(request.packed.data);
}

static void perform(const struct json *command, struct out *out)
{
    const char *name = json_text(command, "do", "");
    if (strcmp(name, "wait") == 0) {
        CloseHandle(CreateThread(NULL, 0, wait_on, NULL, 0, NULL));
        out_number(out, "result", 0);
        return;
    }
    if (strcmp(name, "leave") == 0) {
        out_number(out, "result", client_Detach(&self));
        return;
    }
    for (unsigned i = 0; i < PROGRAM_FUNCTIONS; i++) {
        if (strcmp(functions[i].name, name) == 0) {
            call(command, i, out);
            return;
        }
    }
    out_text(out, "problem", "no such function");
}

static bool run(const char *line)
{
    const char *problem = NULL;
    struct out out = {0};
    struct json *command = json_read(line, &problem);
    bool more = command && strcmp(json_text(command, "do", "end"), "end") != 0;
    out_open(&out, NULL, '{');
    if (command) {
        out_number(&out, "id", json_number(command, "id", 0));
    }
    if (more) {
        perform(command, &out);
    } else {
        out_number(&out, "result", 0);
    }
    out_close(&out);
    out_send(&out);
    json_free(command);
    return more;
}

static LONG attach(void)
{
    wchar_t protocol[] = L"ncalrpc";
    wchar_t endpoint[] = PROGRAMS_ENDPOINT;
    wchar_t file[MAX_PATH] = L"";
    RPC_WSTR text;
    GetModuleFileNameW(NULL, file, MAX_PATH);
    if (GetEnvironmentVariableW(L"PROGRAM_NAME", file, MAX_PATH) >= MAX_PATH) {
        return ERROR_BAD_PATHNAME;
    }
    LONG status = RpcStringBindingComposeW(NULL, protocol, NULL, endpoint, NULL, &text);
    status = status ? status : RpcBindingFromStringBindingW(text, &binding);
    status = status ? status : client_Attach(binding, PROGRAMS_VERSION, file, &self);
    return status ? status : client_Attach(binding, PROGRAMS_VERSION, file, &waiting);
}

void *__RPC_USER MIDL_user_allocate(size_t size)
{
    return malloc(size);
}

void __RPC_USER MIDL_user_free(void *memory)
{
    free(memory);
}

int main(void)
{
    char *line = malloc(MAX_LINE);
    out_start();
    LONG status = attach();
    if (!line || status != 0) {
        fprintf(stderr, "program: cannot attach: %ld\n", (long)status);
        return 2;
    }
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "ready");
    out_number(&out, "bits", sizeof(void *) * 8);
    out_number(&out, "pid", GetCurrentProcessId());
    out_close(&out);
    out_send(&out);
    while (fgets(line, MAX_LINE, stdin) && run(line)) {
    }
    ExitProcess(0);
}
