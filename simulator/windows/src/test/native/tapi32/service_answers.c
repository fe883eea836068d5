#include "service.h"

#include <string.h>

enum { APP = 0x8000, LINE = 0x9000, CALL = 0xa000, REQUEST_ID = 0x111 };

/* A structure being filled, UTF-16. */
struct filled {
    DWORD words[1024];
    DWORD total;
};

static struct filled start(DWORD total, DWORD fixed)
{
    struct filled filled = {.total = total};
    filled.words[0] = total;
    filled.words[1] = filled.words[2] = fixed;
    return filled;
}

/* Bytes behind the rest; the pair of fields at `field` tells where, if they fit. */
static void add(struct filled *filled, DWORD field, const void *bytes, DWORD size)
{
    DWORD place = (filled->words[2] + 3) & ~3u;
    filled->words[1] = ((filled->words[1] + 3) & ~3u) + size;
    if (place + size <= filled->total && place + size <= sizeof filled->words) {
        memcpy((char *)filled->words + place, bytes, size);
        filled->words[2] = place + size;
        filled->words[field / 4] = size;
        filled->words[field / 4 + 1] = place;
    }
}

static void add_text(struct filled *filled, DWORD field, const wchar_t *text)
{
    add(filled, field, text, (DWORD)(wcslen(text) + 1) * 2);
}

static LONG give(struct packer *results, const struct filled *filled, DWORD fixed)
{
    if (filled->total < fixed) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    pack_bytes(results, filled->words, filled->words[2]);
    return 0;
}

static void copy_text(struct unpacker *arguments, wchar_t *out)
{
    size_t units;
    const uint8_t *text = unpack_text(arguments, &units);
    units = units < 127 ? units : 127;
    memset(out, 0, 128 * sizeof *out);
    if (text) {
        memcpy(out, text, units * 2);
    }
}

static DWORD dev_caps_size(DWORD version)
{
    return version < 0x00010004   ? 236
           : version < 0x00020000 ? 240
           : version < 0x00020002 ? 252
                                  : 268;
}

static LONG dev_caps(struct unpacker *arguments, struct packer *results)
{
    static const wchar_t terminals[2][8] = {L"Hörer", L"Lauter!"};
    static const wchar_t classes[] = L"tapi/line\0comm\0";
    unpack_number(arguments);
    DWORD device = unpack_number(arguments), version = unpack_number(arguments);
    unpack_number(arguments);
    DWORD fixed = dev_caps_size(version);
    struct filled caps = start(unpack_number(arguments), fixed);
    if (device > 1) {
        return (LONG)LINEERR_BADDEVICEID;
    }
    add_text(&caps, 12, L"Walfänger");
    add_text(&caps, 32, device ? L"Quiqueg (102)" : L"Käpt’n Ähab (101)");
    caps.words[7] = 4711 + device;
    caps.words[10] = STRINGFORMAT_UNICODE;
    caps.words[51] = 2;
    caps.words[54] = sizeof terminals[0];
    add(&caps, 220, terminals, sizeof terminals);
    add(&caps, 228, "\1\2\3\4\5", 5);
    if (version >= 0x00020000) {
        add(&caps, 244, classes, sizeof classes);
    }
    return give(results, &caps, fixed);
}

static LONG open_line(struct attached *program, struct unpacker *arguments, struct packer *results)
{
    program->last_app = unpack_number(arguments);
    DWORD device = unpack_number(arguments);
    HLINE line = program->last_line = LINE + device;
    if (device > 1) {
        return (LONG)LINEERR_BADDEVICEID;
    }
    /* Told before the program has the handle. */
    post(program, line, line, LINE_LINEDEVSTATE, (DWORD[]){LINEDEVSTATE_OPEN, 0, 0});
    Sleep(100);
    pack_number(results, line);
    pack_number(results, device);
    return 0;
}

static void call_state(struct attached *program, DWORD state, DWORD mode)
{
    post(program, program->last_line, CALL, LINE_CALLSTATE, (DWORD[]){state, mode, 0});
}

static LONG replied(struct attached *program)
{
    post(program, program->last_line, 0, LINE_REPLY, (DWORD[]){REQUEST_ID, 0, 0});
    return REQUEST_ID;
}

static void copy_param(const uint8_t *params, DWORD field, wchar_t *out)
{
    DWORD size, offset;
    memcpy(&size, params + field, 4);
    memcpy(&offset, params + field + 4, 4);
    memset(out, 0, 128 * sizeof *out);
    memcpy(out, params + offset, size < 254 ? size : 254);
}

static LONG make_call(struct attached *program, struct unpacker *arguments, struct packer *results)
{
    size_t length;
    unpack_number(arguments);
    copy_text(arguments, program->number);
    unpack_number(arguments);
    const uint8_t *params = unpack_bytes(arguments, &length);
    program->media = 0;
    program->comment[0] = 0;
    if (params) {
        DWORD total;
        memcpy(&total, params, 4);
        memcpy(&program->media, params + 16, 4);
        copy_param(params, 72, program->comment);
        say("params %lu of %lu", total, (DWORD)length);
    }
    if (!wcscmp(program->number, L"bad")) {
        return (LONG)LINEERR_INVALADDRESS;
    }
    if (!wcscmp(program->number, L"hang")) {
        Sleep(20000);
    }
    if (!wcscmp(program->number, L"die")) {
        TerminateProcess(GetCurrentProcess(), 0);
    }
    pack_number(results, CALL);
    replied(program);
    call_state(program, LINECALLSTATE_DIALING, 0);
    call_state(program, LINECALLSTATE_CONNECTED, 1);
    return REQUEST_ID;
}

static LONG call_info(
    const struct attached *program, struct unpacker *arguments, struct packer *results)
{
    DWORD call = unpack_number(arguments);
    struct filled info = start(unpack_number(arguments), 324);
    if (call != CALL) {
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    info.words[3] = program->last_line;
    info.words[8] = program->media;
    add_text(&info, 112, L"+49 (89) 1234");
    add_text(&info, 120, L"Müller & Söhne");
    add_text(&info, 216, program->number);
    add_text(&info, 232, program->comment);
    add(&info, 288, "\0\xff\0", 3);
    return give(results, &info, 324);
}

static LONG request_make_call(struct attached *program, struct unpacker *arguments)
{
    copy_text(arguments, program->number);
    if (!program->recipient) {
        return TAPIERR_NOREQUESTRECIPIENT;
    }
    post(program, 0, 0, LINE_REQUEST, (DWORD[]){LINEREQUESTMODE_MAKECALL, 0, 0});
    return 0;
}

static LONG get_request(const struct attached *program, struct packer *results)
{
    LINEREQMAKECALLW made = {0};
    wcsncpy(made.szDestAddress, program->number, 79);
    wcscpy(made.szComment, L"Größe");
    pack_bytes(results, &made, sizeof made);
    return 0;
}

static LONG provider_list(struct unpacker *arguments, struct packer *results)
{
    DWORD entry[3] = {7};
    unpack_number(arguments);
    struct filled list = start(unpack_number(arguments), 24);
    list.words[3] = 1;
    add(&list, 16, entry, sizeof entry);
    if (list.words[4]) {
        add_text(&list, list.words[5] + 4, L"ähab.tsp");
    }
    return give(results, &list, 24);
}

static LONG negotiate(struct unpacker *arguments, struct packer *results)
{
    static const uint8_t none[16];
    unpack_number(arguments);
    DWORD device = unpack_number(arguments), low = unpack_number(arguments);
    DWORD high = unpack_number(arguments);
    if (device > 1 || low > 0x00020002) {
        return (LONG)(device > 1 ? LINEERR_BADDEVICEID : LINEERR_INCOMPATIBLEAPIVERSION);
    }
    pack_number(results, high < 0x00020002 ? high : 0x00020002);
    pack_bytes(results, none, sizeof none);
    return 0;
}

static LONG initialize(struct attached *program, struct unpacker *arguments, struct packer *results)
{
    wchar_t name[128];
    copy_text(arguments, name);
    say("initialize %#lx %ls", (DWORD)unpack_number(arguments), name);
    program->last_app = APP + ++program->apps;
    pack_number(results, program->last_app);
    pack_number(results, 2);
    return 0;
}

/* The same file for all: a name, which each program finds beside itself. */
static LONG ui_file(struct packer *results)
{
    pack_text(results, L"tapi32-ui.dll");
    pack_number(results, 8);
    return 0;
}

/* Comes back in reverse, with the object in front. */
static LONG dialog_data(struct unpacker *arguments, struct packer *results)
{
    uint8_t reversed[64];
    size_t length;
    DWORD kind = unpack_number(arguments), id = unpack_number(arguments);
    const uint8_t *data = unpack_bytes(arguments, &length);
    if (!data || length < 2 || length > sizeof reversed) {
        return (LONG)LINEERR_INVALPARAM;
    }
    for (size_t i = 0; i < length; i++) {
        reversed[i] = data[length - 1 - i];
    }
    reversed[0] = (uint8_t)kind;
    reversed[1] = (uint8_t)id;
    pack_bytes(results, reversed, length);
    return 0;
}

static LONG add_end(struct unpacker *arguments)
{
    wchar_t file[128];
    copy_text(arguments, file);
    DWORD provider = unpack_number(arguments);
    say("added %ls %lu %lu", file, provider, (DWORD)unpack_number(arguments));
    return 0;
}

LONG answer(struct attached *program, enum program_function function, struct unpacker *arguments,
    struct packer *results)
{
    switch (function) {
    case PROGRAM_lineInitialize:
        return initialize(program, arguments, results);
    case PROGRAM_lineNegotiateAPIVersion:
        return negotiate(arguments, results);
    case PROGRAM_lineGetDevCaps:
        return dev_caps(arguments, results);
    case PROGRAM_lineOpen:
        return open_line(program, arguments, results);
    case PROGRAM_lineMakeCall:
        return make_call(program, arguments, results);
    case PROGRAM_lineGetCallInfo:
        return call_info(program, arguments, results);
    case PROGRAM_lineDrop:
        call_state(program, LINECALLSTATE_IDLE, 0);
        return replied(program);
    case PROGRAM_tapiRequestMakeCall:
        return request_make_call(program, arguments);
    case PROGRAM_lineGetRequest:
        return get_request(program, results);
    case PROGRAM_lineGetProviderList:
        return provider_list(arguments, results);
    case PROGRAM_uiFile:
    case PROGRAM_addProviderBegin:
        return ui_file(results);
    case PROGRAM_genericDialogData:
        return dialog_data(arguments, results);
    case PROGRAM_addProviderEnd:
        return add_end(arguments);
    case PROGRAM_removeProvider:
        say("removed %lu", (DWORD)unpack_number(arguments));
        return 0;
    case PROGRAM_lineRegisterRequestRecipient:
        program->recipient = 1;
        return 0;
    case PROGRAM_lineShutdown:
        program->apps--;
        return 0;
    case PROGRAM_lineClose:
    case PROGRAM_lineDeallocateCall:
        return 0;
    default:
        return (LONG)LINEERR_OPERATIONUNAVAIL;
    }
}
