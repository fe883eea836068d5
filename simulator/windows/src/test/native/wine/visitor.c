/*
 * A small Windows program for the tests of the Wine scripts.
 *
 *   visitor hello ARG...       its bitness and arguments, one a line; exit code 42
 *   visitor serve PIPE         says "ready", answers one call on the pipe, ends
 *   visitor call PIPE TEXT     sends TEXT to the pipe and prints the answer
 *   visitor wait               says "waiting", then waits a minute
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

#include <shellapi.h>

#define LIMIT_MS 20000

static int failed(const char *what)
{
    fprintf(stderr, "%s: error %lu\n", what, GetLastError());
    return 1;
}

static void say(const char *text)
{
    puts(text);
    fflush(stdout);
}

/* The arguments as UTF-8: those of main have only the characters of the code page. */
static int hello(void)
{
    char text[256];
    int count = 0;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    if (arguments == NULL) {
        return failed("CommandLineToArgvW");
    }
    printf("%d\n", (int)(8 * sizeof(void *)));
    for (int i = 2; i < count; i++) {
        if (WideCharToMultiByte(CP_UTF8, 0, arguments[i], -1, text, sizeof(text), NULL, NULL) ==
            0) {
            LocalFree(arguments);
            return failed("WideCharToMultiByte");
        }
        puts(text);
    }
    LocalFree(arguments);
    return 42;
}

static int serve(const char *name)
{
    char request[256];
    char answer[300];
    DWORD length = 0;
    int result = 1;
    HANDLE pipe = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, 1, sizeof(answer), sizeof(request), LIMIT_MS,
        NULL);
    if (pipe == INVALID_HANDLE_VALUE) {
        return failed("CreateNamedPipe");
    }
    say("ready");
    if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) {
        failed("ConnectNamedPipe");
        goto out;
    }
    if (!ReadFile(pipe, request, sizeof(request) - 1, &length, NULL)) {
        failed("ReadFile");
        goto out;
    }
    request[length] = '\0';
    snprintf(answer, sizeof(answer), "%d bit heard %s", (int)(8 * sizeof(void *)), request);
    if (!WriteFile(pipe, answer, (DWORD)strlen(answer), &length, NULL)) {
        failed("WriteFile");
        goto out;
    }
    FlushFileBuffers(pipe);
    result = 0;
out:
    CloseHandle(pipe);
    return result;
}

static int call(const char *name, char *text)
{
    char answer[300];
    DWORD length = 0;
    if (!CallNamedPipeA(
            name, text, (DWORD)strlen(text), answer, sizeof(answer) - 1, &length, LIMIT_MS)) {
        return failed("CallNamedPipe");
    }
    answer[length] = '\0';
    say(answer);
    return 0;
}

int main(int count, char **arguments)
{
    const char *what = count > 1 ? arguments[1] : "";
    if (strcmp(what, "hello") == 0) {
        return hello();
    }
    if (strcmp(what, "serve") == 0 && count == 3) {
        return serve(arguments[2]);
    }
    if (strcmp(what, "call") == 0 && count == 4) {
        return call(arguments[2], arguments[3]);
    }
    if (strcmp(what, "wait") == 0) {
        say("waiting");
        Sleep(60000);
        return 0;
    }
    return 2;
}
