/* Texts, checks of arguments, a service that is not there, dies or hangs. */
#include "program.h"

#include <string.h>

#define ERROR_OF(code) ((LONGLONG)(code)-0x100000000LL)

static const char *text_at(const void *structure, DWORD offset)
{
    return (const char *)structure + offset;
}

static void check_caps(const LINEDEVCAPS *caps)
{
    SAME(caps->dwStringFormat, STRINGFORMAT_ASCII);
    CHECK(!strcmp(text_at(caps, caps->dwLineNameOffset), "K\xe4pt\x92n \xc4hab (101)"));
    SAME(caps->dwLineNameSize, 18);
    CHECK(!strcmp(text_at(caps, caps->dwProviderInfoOffset), "Walf\xe4nger"));
    SAME(caps->dwDeviceClassesSize, 16);
    CHECK(!memcmp(text_at(caps, caps->dwDeviceClassesOffset), "tapi/line\0comm\0", 16));
    SAME(caps->dwTerminalTextEntrySize, 8);
    CHECK(!strcmp(text_at(caps, caps->dwTerminalTextOffset), "H\xf6rer"));
    CHECK(!strcmp(text_at(caps, caps->dwTerminalTextOffset + 8), "Lauter!"));
    SAME(caps->dwDevSpecificSize, 5);
    CHECK(!memcmp(text_at(caps, caps->dwDevSpecificOffset), "\1\2\3\4\5", 5));
    SAME(caps->dwUsedSize, caps->dwNeededSize);
    SAME(caps->dwPermanentLineID, 4711);
}

static void caps_in_both_forms(HLINEAPP app)
{
    union {
        LINEDEVCAPS caps;
        char room[600];
    } buffer;
    memset(&buffer, 0xcd, sizeof buffer);
    buffer.caps.dwTotalSize = sizeof buffer;
    SAME(lineGetDevCapsW(app, 0, 0x00020001, 0, &buffer.caps), 0);
    SAME(buffer.caps.dwStringFormat, STRINGFORMAT_UNICODE);
    CHECK(!wcscmp((const wchar_t *)text_at(&buffer.caps, buffer.caps.dwLineNameOffset),
        L"K\xe4pt\x2019n \xc4hab (101)"));
    /* The A form: what the fixed part needs is enough to learn how much is needed. */
    memset(&buffer, 0xcd, sizeof buffer);
    buffer.caps.dwTotalSize = 252;
    SAME(lineGetDevCapsA(app, 0, 0x00020001, 0, &buffer.caps), 0);
    SAME(buffer.caps.dwTotalSize, 252);
    SAME(buffer.caps.dwUsedSize, 252);
    SAME(buffer.caps.dwLineNameSize, 0);
    SAME((unsigned char)buffer.room[252], 0xcd);
    DWORD needed = buffer.caps.dwNeededSize;
    memset(&buffer, 0xcd, sizeof buffer);
    buffer.caps.dwTotalSize = needed;
    SAME(lineGetDevCapsA(app, 0, 0x00020001, 0, &buffer.caps), 0);
    SAME(buffer.caps.dwUsedSize, needed);
    SAME((unsigned char)buffer.room[needed], 0xcd);
    check_caps(&buffer.caps);
    buffer.caps.dwTotalSize = 248;
    SAME(lineGetDevCapsA(app, 0, 0x00020001, 0, &buffer.caps), ERROR_OF(LINEERR_STRUCTURETOOSMALL));
    buffer.caps.dwTotalSize = 235;
    SAME(lineGetDevCapsA(app, 0, 0x00010003, 0, &buffer.caps), ERROR_OF(LINEERR_STRUCTURETOOSMALL));
}

static void call_in_both_forms(HLINE line, HCALL call, const wchar_t *comment)
{
    union {
        LINECALLINFO info;
        char room[800];
    } buffer;
    (void)line;
    buffer.info.dwTotalSize = sizeof buffer;
    SAME(lineGetCallInfoW(call, &buffer.info), 0);
    CHECK(!wcscmp((const wchar_t *)text_at(&buffer.info, buffer.info.dwCommentOffset), comment));
    CHECK(!wcscmp(
        (const wchar_t *)text_at(&buffer.info, buffer.info.dwDisplayableAddressOffset), L"0815"));
    SAME(buffer.info.dwMediaMode, LINEMEDIAMODE_INTERACTIVEVOICE);
    buffer.info.dwTotalSize = sizeof buffer;
    SAME(lineGetCallInfoA(call, &buffer.info), 0);
    CHECK(!strcmp(text_at(&buffer.info, buffer.info.dwCallerIDNameOffset), "M\xfcller & S\xf6hne"));
    CHECK(!strcmp(text_at(&buffer.info, buffer.info.dwCommentOffset), "Gr\xfc\xdf"
                                                                      "e \x80"));
    SAME(buffer.info.dwDevSpecificSize, 3);
}

void scene_texts(void)
{
    union {
        LINECALLPARAMS params;
        char room[300];
    } buffer = {0};
    HCALL call = 0;
    HLINEAPP app = with_event();
    caps_in_both_forms(app);
    HLINE line = open_line(app, 0, 0);
    memset(&buffer, 0, sizeof buffer);
    buffer.params.dwTotalSize = 200;
    buffer.params.dwMediaMode = LINEMEDIAMODE_INTERACTIVEVOICE;
    buffer.params.dwCommentSize = 8;
    buffer.params.dwCommentOffset = 180;
    memcpy(buffer.room + 180,
        "Gr\xfc\xdf"
        "e \x80",
        8);
    CHECK(lineMakeCallA(line, &call, "0815", 0, &buffer.params) > 0);
    call_in_both_forms(line, call,
        L"Gr\xfc\xdf"
        "e \x20ac");
    /* A text outside the structure. */
    buffer.params.dwCommentOffset = 196;
    SAME(lineMakeCallA(line, &call, "0815", 0, &buffer.params), ERROR_OF(LINEERR_INVALCALLPARAMS));
    /* A program of version 1.4: its structure ends earlier, what follows is none of it. */
    memset(buffer.room + 112, 0xcd, sizeof buffer - 112);
    buffer.params.dwTotalSize = 124;
    buffer.params.dwCommentOffset = 112;
    memcpy(buffer.room + 112,
        "Gr\xfc\xdf"
        "e \x80",
        8);
    CHECK(lineMakeCallA(line, &call, "0815", 0, &buffer.params) > 0);
    call_in_both_forms(line, call,
        L"Gr\xfc\xdf"
        "e \x20ac");
    union {
        LINEPROVIDERLIST list;
        char room[60];
    } providers = {.list = {.dwTotalSize = sizeof providers}};
    SAME(lineGetProviderListA(0x00020002, &providers.list), 0);
    const LINEPROVIDERENTRY *entry =
        (const void *)text_at(&providers, providers.list.dwProviderListOffset);
    SAME(entry->dwPermanentProviderID, 7);
    CHECK(!strcmp(text_at(&providers, entry->dwProviderFilenameOffset), "\xe4hab.tsp"));
    SAME(lineShutdown(app), 0);
}

void scene_checks(void)
{
    DWORD devices, version = 0x00020000;
    HLINEAPP app = 0, good;
    HCALL call;
    LINEDEVCAPS caps = {.dwTotalSize = sizeof caps};
    void *nowhere = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
    SAME(lineHold(1), ERROR_OF(LINEERR_UNINITIALIZED));
    SAME(lineGetDevCapsW(1, 0, version, 0, &caps), ERROR_OF(LINEERR_UNINITIALIZED));
    SAME(lineInitializeExW(NULL, NULL, NULL, L"", &devices, &version, NULL),
        ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineInitializeExW(nowhere, NULL, NULL, L"", &devices, &version, NULL),
        ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineInitializeExW(&app, NULL, NULL, L"", &devices, &version, NULL),
        ERROR_OF(LINEERR_INVALPOINTER)); /* a window needs a callback */
    version = 0x00010004;
    SAME(lineInitializeExW(&app, NULL, NULL, L"", &devices, &version, NULL),
        ERROR_OF(LINEERR_INCOMPATIBLEAPIVERSION));
    good = with_event();
    SAME(lineGetDevCapsW(good + 1, 0, 0x00020000, 0, &caps), ERROR_OF(LINEERR_INVALAPPHANDLE));
    SAME(lineGetDevCapsW(good, 7, 0x00020000, 0, &caps), ERROR_OF(LINEERR_BADDEVICEID));
    SAME(lineGetDevCapsW(good, 0, 0x00020000, 0, nowhere), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineMakeCallW(1, &call, L"1", 0, NULL), ERROR_OF(LINEERR_INVALLINEHANDLE));
    HLINE line = open_line(good, 0, 0);
    SAME(lineMakeCallW(line, NULL, L"1", 0, NULL), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineMakeCallW(line, &call, nowhere, 0, NULL), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineMakeCallW(line, &call, L"bad", 0, NULL), ERROR_OF(LINEERR_INVALADDRESS));
    SAME(lineDialA(1, NULL, 0), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineGetCallInfoA(1, (LINECALLINFO *)&caps), ERROR_OF(LINEERR_STRUCTURETOOSMALL));
    SAME(lineSetTerminal(line, 0, 0, 1, 1, 0, 0), ERROR_OF(LINEERR_OPERATIONUNAVAIL));
    SAME(lineHold(1), ERROR_OF(LINEERR_OPERATIONUNAVAIL));
    SAME(lineShutdown(good + 1), ERROR_OF(LINEERR_INVALAPPHANDLE));
    SAME(lineShutdown(good), 0);
}

/* There is no service. */
void scene_down(void)
{
    HLINEAPP app;
    DWORD devices, version = 0x00020000;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    SAME(lineInitializeExW(&app, NULL, NULL, L"x", &devices, &version, &params),
        ERROR_OF(LINEERR_OPERATIONFAILED));
    SAME(lineShutdown(1), ERROR_OF(LINEERR_UNINITIALIZED));
    SAME(tapiRequestMakeCallA("1", "", "", ""), TAPIERR_REQUESTFAILED);
}

/* The service dies in the middle of a call. */
void scene_lost(void)
{
    HCALL call;
    HLINEAPP app = with_event();
    HLINE line = open_line(app, 0, 0);
    next_message(app, LINE_LINEDEVSTATE);
    SAME(lineMakeCallW(line, &call, L"die", 0, NULL), ERROR_OF(LINEERR_OPERATIONFAILED));
    LINEMESSAGE message = next_message(app, LINE_LINEDEVSTATE);
    SAME(message.dwParam1, LINEDEVSTATE_REINIT);
    SAME(lineMakeCallW(line, &call, L"1", 0, NULL), ERROR_OF(LINEERR_REINIT));
    HLINEAPP other;
    DWORD devices, version = 0x00020000;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    SAME(lineInitializeExW(&other, NULL, NULL, L"x", &devices, &version, &params),
        ERROR_OF(LINEERR_REINIT));
    SAME(lineClose(line), 0);
    SAME(lineShutdown(app), 0);
    SAME(lineInitializeExW(&other, NULL, NULL, L"x", &devices, &version, &params),
        ERROR_OF(LINEERR_OPERATIONFAILED));
}

/* The service does not answer; TAPI32_LIMIT_MS is short. */
void scene_hang(void)
{
    HCALL call;
    HLINEAPP app = with_event();
    HLINE line = open_line(app, 0, 0);
    ULONGLONG start = GetTickCount64();
    SAME(lineMakeCallW(line, &call, L"hang", 0, NULL), ERROR_OF(LINEERR_OPERATIONFAILED));
    CHECK(GetTickCount64() - start < 15000);
    LINEDEVCAPS caps = {.dwTotalSize = sizeof caps};
    SAME(lineGetDevCapsW(app, 0, 0x00020002, 0, &caps), 0); /* others go on */
    SAME(lineShutdown(app), 0);
}

/* Leaves everything open. */
void scene_exit(void)
{
    HCALL call;
    HLINEAPP app = with_event();
    CHECK(lineMakeCallW(open_line(app, 0, 0), &call, L"1", 0, NULL) > 0);
}

void scene_assisted(void)
{
    HLINEAPP app = with_event();
    struct linereqmakecall_tag made;
    SAME(tapiRequestMakeCallA(NULL, "", "", ""), TAPIERR_INVALPOINTER);
    SAME(tapiRequestMakeCallA("+49 (89) 1", "App", NULL, NULL), TAPIERR_NOREQUESTRECIPIENT);
    SAME(lineRegisterRequestRecipient(app, 77, LINEREQUESTMODE_MAKECALL, 1), 0);
    SAME(tapiRequestMakeCallA("+49 (89) 1", "App", NULL, NULL), 0);
    LINEMESSAGE message = next_message(app, LINE_REQUEST);
    SAME(message.dwCallbackInstance, 77);
    SAME(message.dwParam1, LINEREQUESTMODE_MAKECALL);
    SAME(lineGetRequestA(app, LINEREQUESTMODE_MAKECALL, &made), 0);
    CHECK(!strcmp(made.szDestAddress, "+49 (89) 1"));
    CHECK(!strcmp(made.szComment, "Gr\xf6\xdf"
                                  "e"));
    SAME(lineGetRequestA(app, LINEREQUESTMODE_MAKECALL, NULL), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineGetRequestA(app, 9, &made), ERROR_OF(LINEERR_INVALREQUESTMODE));
    SAME(lineShutdown(app), 0);
}

void scene_phones(void)
{
    HPHONEAPP app = 0;
    DWORD devices = 7, version = 0x00020000;
    PHONEMESSAGE message;
    PHONEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT};
    SAME(phoneClose(1), ERROR_OF(PHONEERR_UNINITIALIZED));
    SAME(phoneInitializeExA(&app, NULL, NULL, "x", &devices, &version, &params), 0);
    SAME(devices, 0);
    SAME(phoneGetMessage(app, &message, 20), ERROR_OF(PHONEERR_OPERATIONFAILED));
    SAME(phoneNegotiateAPIVersion(app, 0, 1, 2, &version, NULL), ERROR_OF(PHONEERR_BADDEVICEID));
    SAME(phoneClose(1), ERROR_OF(PHONEERR_INVALPHONEHANDLE));
    SAME(phoneShutdown(app), 0);
    SAME(phoneShutdown(app), ERROR_OF(PHONEERR_UNINITIALIZED));
    SAME(phoneGetMessage(app, &message, INFINITE), ERROR_OF(PHONEERR_INVALAPPHANDLE));
}
