/*
 * hung-gateway LINES CALLS: a gateway that sends one provider its snapshot and then neither reads
 * nor writes any more. It says "ready" when its pipe is there and "hangs" when it hangs, and ends
 * with its standard input.
 */
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#include <sddl.h>

enum { PIPE_BUFFER = 65536, FEATURES = 0x080008C5, CONNECTED = 0x100, TEXT_UNITS = 32 };

/* The owner that a gateway's pipe has: the provider says nothing to anybody else. */
static const wchar_t descriptor[] = L"O:BAD:(A;;GA;;;WD)";

static HANDLE pipe;

static void fail(const char *what)
{
    fprintf(stderr, "hung-gateway: %s: error %lu\n", what, GetLastError());
    exit(1);
}

static void say(const struct frame *frame)
{
    static uint8_t octets[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    size_t length = wire_encode(frame, octets, sizeof octets);
    DWORD written = 0;
    if (length == 0 || !WriteFile(pipe, octets, (DWORD)length, &written, NULL) ||
        written != length) {
        fail("writing");
    }
}

static void say_plain(uint16_t type)
{
    struct frame frame = {.type = type};
    say(&frame);
}

static struct text numbered(const char *format, unsigned number, uint8_t room[2 * TEXT_UNITS])
{
    char ascii[TEXT_UNITS];
    int length = snprintf(ascii, sizeof ascii, format, number);
    for (int i = 0; i < length; i++) {
        room[2 * i] = (uint8_t)ascii[i];
        room[2 * i + 1] = 0;
    }
    return (struct text){room, (uint16_t)length};
}

static void say_line(unsigned number)
{
    uint8_t name[2 * TEXT_UNITS];
    uint8_t address[2 * TEXT_UNITS];
    struct frame frame = {.type = FRAME_LINE};
    frame.u.line = (struct line_frame){.line = number,
        .in_service = 1,
        .name = numbered("Captain Ahab (%u)", 1000 + number, name),
        .address = numbered("%u", 1000 + number, address),
        .line_features = 8,
        .address_features = 6,
        .call_features = FEATURES,
        .max_active = 4,
        .max_on_hold = 4};
    say(&frame);
}

static void say_call(unsigned number)
{
    uint8_t caller[2 * TEXT_UNITS];
    uint8_t name[2 * TEXT_UNITS];
    struct frame frame = {.type = FRAME_CALL};
    frame.u.call.call = number;
    frame.u.call.line = number;
    frame.u.call.state = CONNECTED;
    frame.u.call.features = FEATURES;
    frame.u.call.origin = 4;
    frame.u.call.reason = 1;
    frame.u.call.caller =
        (struct party){12, numbered("0891851%u", number, caller), numbered("Rachel", 0, name)};
    say(&frame);
}

/* Reads to the provider's READY. */
static void greet(void)
{
    static struct frame_stream stream;
    frame_stream_reset(&stream);
    for (;;) {
        struct frame frame;
        const uint8_t *octets = NULL;
        size_t length = 0;
        enum stream_step step;
        while ((step = frame_stream_next(&stream, &octets, &length)) == STREAM_FRAME) {
            if (wire_decode(octets, length, &frame) == WIRE_OK && frame.type == FRAME_READY) {
                return;
            }
        }
        size_t room = 0;
        uint8_t *space = frame_stream_space(&stream, &room);
        DWORD count = 0;
        if (step == STREAM_BROKEN || !ReadFile(pipe, space, (DWORD)room, &count, NULL)) {
            fail("reading");
        }
        frame_stream_filled(&stream, count);
    }
}

static void show(unsigned lines, unsigned calls)
{
    struct frame welcome = {.type = FRAME_WELCOME};
    welcome.u.welcome = (struct welcome_frame){.version = WIRE_VERSION, .limit = 10000};
    say(&welcome);
    say_plain(FRAME_SNAPSHOT);
    for (unsigned i = 1; i <= lines; i++) {
        say_line(i);
    }
    for (unsigned i = 1; i <= calls && i <= lines; i++) {
        say_call(i);
    }
    say_plain(FRAME_SNAPSHOT_END);
}

static void make_pipe(void)
{
    SECURITY_ATTRIBUTES security = {sizeof security, NULL, FALSE};
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            descriptor, SDDL_REVISION_1, &security.lpSecurityDescriptor, NULL)) {
        fail("reading the descriptor");
    }
    pipe = CreateNamedPipeW(L"\\\\.\\pipe\\ishmael-lines",
        PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE, PIPE_TYPE_BYTE, 1, PIPE_BUFFER,
        PIPE_BUFFER, 0, &security);
    if (pipe == INVALID_HANDLE_VALUE) {
        fail("making the pipe");
    }
    LocalFree(security.lpSecurityDescriptor);
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: hung-gateway LINES CALLS\n");
        return 2;
    }
    make_pipe();
    puts("ready");
    fflush(stdout);
    if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) {
        fail("waiting for the provider");
    }
    greet();
    show((unsigned)atoi(arguments[1]), (unsigned)atoi(arguments[2]));
    puts("hangs");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    return 0;
}
