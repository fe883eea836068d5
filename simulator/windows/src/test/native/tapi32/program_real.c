/* A whole day with the telephony service and its test provider (src/test/native/provider). */
#include "program.h"

#include <string.h>

union caps {
    LINEDEVCAPS caps;
    char room[2000];
};

static DWORD negotiated(HLINEAPP app)
{
    DWORD version = 0;
    LINEEXTENSIONID extension;
    SAME(lineNegotiateAPIVersion(app, 0, 0x00010003, 0x00020002, &version, &extension), 0);
    CHECK(version >= 0x00010003 && version <= 0x00020002);
    return version;
}

static void look_around(HLINEAPP app, DWORD version)
{
    static union caps buffer;
    memset(&buffer, 0xcd, sizeof buffer);
    buffer.caps.dwTotalSize = sizeof buffer;
    SAME(lineGetDevCapsA(app, 0, version, 0, &buffer.caps), 0);
    SAME(buffer.caps.dwTotalSize, sizeof buffer);
    SAME(buffer.caps.dwUsedSize, buffer.caps.dwNeededSize);
    CHECK(buffer.caps.dwLineNameSize > 1);
    SAME(strlen(buffer.room + buffer.caps.dwLineNameOffset) + 1, buffer.caps.dwLineNameSize);
    union {
        LINEADDRESSCAPS caps;
        char room[2000];
    } address = {.caps = {.dwTotalSize = sizeof address}};
    SAME(lineGetAddressCapsA(app, 0, 0, version, 0, &address.caps), 0);
    CHECK(address.caps.dwAddressSize > 1);
}

/* Waits until the call is in this state; its call handle. */
static HCALL await_state(HLINEAPP app, DWORD state)
{
    for (;;) {
        LINEMESSAGE message = next_message(app, LINE_CALLSTATE);
        if (message.dwMessageID != LINE_CALLSTATE || message.dwParam1 == state) {
            return message.hDevice;
        }
    }
}

static void check_call(HCALL call, HLINE line)
{
    union {
        LINECALLINFO info;
        char room[2000];
    } buffer = {.info = {.dwTotalSize = sizeof buffer}};
    LINECALLSTATUS status = {.dwTotalSize = sizeof status};
    SAME(lineGetCallInfoA(call, &buffer.info), 0);
    SAME(buffer.info.hLine, line);
    SAME(buffer.info.dwNumOwners, 1);
    CHECK(!strcmp(buffer.room + buffer.info.dwCalledIDOffset, "102"));
    SAME(lineGetCallStatus(call, &status), 0);
    SAME(status.dwCallState, LINECALLSTATE_CONNECTED);
    SAME(status.dwCallPrivilege, LINECALLPRIVILEGE_OWNER);
}

static void call_somebody(HLINEAPP app, HLINE line)
{
    HCALL call = 0;
    LONG request = lineMakeCallA(line, &call, "102", 0, NULL);
    CHECK(request > 0);
    LINEMESSAGE message = next_message(app, LINE_REPLY);
    SAME(message.dwParam1, request);
    SAME(message.dwParam2, 0);
    SAME(message.dwCallbackInstance, 0x4711);
    SAME(await_state(app, LINECALLSTATE_CONNECTED), call);
    check_call(call, line);
    request = lineDrop(call, NULL, 0);
    CHECK(request > 0);
    SAME(await_state(app, LINECALLSTATE_IDLE), call);
    SAME(lineDeallocateCall(call), 0);
}

void scene_real(void)
{
    HLINEAPP app = 0;
    HLINE line = 0;
    DWORD devices = 0, version = 0x00020002;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    SAME(lineInitializeExA(&app, NULL, NULL, "Real", &devices, &version, &params), 0);
    CHECK(devices > 0);
    DWORD agreed = negotiated(app);
    look_around(app, agreed);
    SAME(lineOpenA(app, 0, &line, agreed, 0, 0x4711, LINECALLPRIVILEGE_OWNER,
             LINEMEDIAMODE_INTERACTIVEVOICE, NULL),
        0);
    call_somebody(app, line);
    SAME(lineClose(line), 0);
    SAME(lineShutdown(app), 0);
}
