/*
 * A strict stand-in for the telephony service of Windows: loads service providers, runs the
 * requests of programs, and judges every call and callback. Reads commands from standard input,
 * writes answers, events and violations to standard output, one JSON object a line.
 */
#include "commands.h"
#include "guard.h"
#include "json.h"
#include "loader.h"
#include "model.h"
#include "local_rpc.h"
#include "rules.h"
#include "worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 1 << 20 };

static void say_ready(void)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "ready");
    out_number(&out, "bits", sizeof(void *) * 8);
    out_number(&out, "pid", GetCurrentProcessId());
    out_close(&out);
    out_send(&out);
}

static void serve(char *line)
{
    while (fgets(line, MAX_LINE, stdin)) {
        size_t length = strlen(line);
        if (length + 1 == MAX_LINE && line[length - 1] != '\n') {
            fprintf(stderr, "tapisrv: a line of input is too long\n");
            return;
        }
        if (line[strspn(line, " \t\r\n")] && !command_run(line)) {
            return;
        }
    }
    command_run("{\"do\":\"end\"}");
}

int main(void)
{
    char *line = malloc(MAX_LINE);
    out_start();
    rules_start();
    guard_start();
    model_start();
    loader_start();
    worker_start();
    if (!line || !rpc_start()) {
        return 2;
    }
    say_ready();
    serve(line);
    fflush(stderr);
    ExitProcess(0);
}
