/* Sanitizers judge, and what is decoded must encode again; the rules of order are random_test.c's.
 */
#include "fuzz.h"

#include "fill.h"
#include "inside.h"

#include <string.h>

enum { LINES = 4, HANDLES = 8 };

struct input {
    const uint8_t *next;
    size_t left;
};

struct scene {
    struct provider provider;
    uintptr_t lines[LINES];
    uintptr_t calls[HANDLES];
    unsigned call_count;
    uint32_t request;
    uint64_t now;
};

static const struct wire_caller nobody = {CALLER_NOBODY, 1702, 0, {NULL, 0}};

static void nothing(void)
{
}

static uint8_t pick(struct input *input)
{
    if (input->left == 0) {
        return 0;
    }
    input->left--;
    return *input->next++;
}

static void remember(struct scene *scene, uintptr_t handle)
{
    scene->calls[scene->call_count++ % HANDLES] = handle;
}

/* One callback; TAPI numbers new lines and takes most new calls. */
static bool deliver(struct scene *scene, uint8_t choice)
{
    struct delivery delivery;
    if (!provider_next(&scene->provider, scene->now, &delivery)) {
        return false;
    }
    uintptr_t ht_call = delivery.kind == DELIVER_NEWCALL && choice % 4 != 0 ? 0x1000u + choice : 0;
    if (delivery.kind == DELIVER_NEWCALL) {
        remember(scene, delivery.call);
    }
    if (choice % 16 == 1) {
        (void)call_close(&scene->provider, delivery.call);
    }
    provider_delivered(&scene->provider, &delivery, ht_call, scene->now);
    if (delivery.kind == DELIVER_EVENT && delivery.message == T_LINE_CREATE) {
        (void)provider_create_line(&scene->provider, delivery.p2, choice % LINES);
    }
    return true;
}

static void ask_structures(const struct scene *scene, uintptr_t hd_call, uint8_t choice)
{
    struct provider *provider = (struct provider *)(uintptr_t)&scene->provider;
    uint32_t total = 24u + choice * 16u;
    uint32_t *room = calloc(1, total);
    const struct call *call = call_of_handle(provider, hd_call);
    const struct line *line = line_of_device(provider, choice % LINES);
    *room = total;
    if (call != NULL) {
        (void)fill_call_info(call, room);
        (void)fill_call_status(call, room);
    }
    if (line != NULL) {
        (void)fill_dev_caps(line, VERSION_LOWEST + choice % 2, room);
        (void)fill_address_caps(line, VERSION_LOWEST, room);
        (void)fill_dev_status(line, room);
        (void)fill_address_status(line, room);
    }
    free(room);
}

static void send(struct scene *scene, const struct frame *frame)
{
    uint8_t octets[512];
    size_t length = wire_encode(frame, octets, sizeof octets);
    (void)provider_frame(
        &scene->provider, octets + WIRE_LENGTH_SIZE, length - WIRE_LENGTH_SIZE, scene->now);
}

/* Request ids and the ids of own calls count up from 1. */
static void answer(struct scene *scene, uint8_t choice)
{
    struct frame frame = {.type = FRAME_ANSWER};
    frame.u.answer.request = choice % 16;
    frame.u.answer.result = choice >= 192 ? (uint32_t)LINEERR(OPERATIONFAILED) : 0;
    send(scene, &frame);
}

static void tell_own_call(struct scene *scene, uint8_t choice)
{
    const struct line *line = line_of_device(&scene->provider, 1);
    struct frame frame = {.type = FRAME_CALL};
    frame.u.call.call = (uint64_t)1 << 63 | (choice / 16u + 1u);
    frame.u.call.line = line == NULL ? 1 : line->id;
    frame.u.call.state = 1u << choice % 16;
    send(scene, &frame);
}

/* Swapping, transfers and conferences: with the call, another one, and new ones. */
static void consult(struct scene *scene, uintptr_t call, uint8_t choice)
{
    struct consultation asked = {.operation = (uint16_t)(OP_SWAP_HOLD + choice % 9),
        .request = ++scene->request,
        .hd_call = call,
        .hd_other = scene->calls[choice / 16 % HANDLES],
        .mode = 1u + choice / 128,
        .parties = choice % 5u,
        .ht_consult = 0x3000u + choice,
        .ht_conference = 0x4000u + choice};
    if (call_consult(&scene->provider, &asked, &nobody, scene->now) > 0) {
        if (asked.hd_consult != 0) {
            remember(scene, asked.hd_consult);
        }
        if (asked.hd_conference != 0) {
            remember(scene, asked.hd_conference);
        }
    }
}

static void ask_details(struct scene *scene, uintptr_t line, uintptr_t call, uint8_t choice)
{
    uint32_t size = choice * 8u;
    uint8_t *room = calloc(1, size == 0 ? 1 : size);
    MUST(room != NULL);
    if (size >= 4) {
        room[0] = choice % 4 != 3; /* the command; its other octets are 0 */
    }
    (void)call_dev_specific(&scene->provider, ++scene->request, line, call, room, size, scene->now);
    free(room);
}

static void keep_data(struct scene *scene, uintptr_t call, uint8_t choice)
{
    uint8_t *data = calloc(1, choice == 0 ? 1 : choice);
    MUST(data != NULL);
    (void)call_set_data(&scene->provider, ++scene->request, call, data, choice, scene->now);
    free(data);
}

static void act(struct scene *scene, uint8_t what, uint8_t choice)
{
    struct provider *provider = &scene->provider;
    uintptr_t *line = &scene->lines[choice % LINES];
    uintptr_t call = scene->calls[choice % HANDLES];
    struct text none = {NULL, 0};
    uintptr_t made = 0;
    switch (what % 18) {
    case 0:
        if (line_open(provider, choice % LINES, 0x77, VERSION_HIGHEST, nothing, &nobody, line) ==
            0) {
            (void)line_status_messages(provider, *line, UINT32_MAX, UINT32_MAX);
        }
        break;
    case 1:
        (void)line_close(provider, *line);
        break;
    case 2:
        (void)line_detect_media(provider, *line, choice & 4u, scene->now);
        break;
    case 3:
        if (call_create(provider, choice & 1 ? OP_PICKUP : OP_MAKE_CALL, ++scene->request, *line,
                0x2000u + choice, none, &nobody, scene->now, &made) > 0) {
            remember(scene, made);
        }
        break;
    case 4:
        (void)call_request(
            provider, OP_DIAL + choice % 8, ++scene->request, call, none, &nobody, scene->now);
        break;
    case 5:
        (void)call_close(provider, call);
        break;
    case 6:
        (void)call_set_app_specific(provider, call, choice);
        break;
    case 7:
        scene->now += (uint64_t)choice * 100;
        (void)provider_tick(provider, scene->now);
        break;
    case 8:
        ask_structures(scene, call, choice);
        break;
    case 9:
        provider_link_down(provider);
        (void)provider_link_up(provider, 1, 64, none);
        break;
    case 12:
        answer(scene, choice);
        break;
    case 13:
        tell_own_call(scene, choice);
        break;
    case 14:
        consult(scene, call, choice);
        break;
    case 15:
        ask_details(scene, *line, call, choice);
        break;
    case 16:
        keep_data(scene, call, choice);
        break;
    case 17:
        (void)line_select_extension(provider, *line, choice % 2u);
        break;
    default:
        for (unsigned i = choice % 8; i > 0 && deliver(scene, choice); i--) {
        }
        break;
    }
}

static void start(struct scene *scene)
{
    static const uint8_t welcome[] = {0x01, 0x01, 1, 0, 0x10, 0x27, 0, 0, 0, 0};
    struct text none = {NULL, 0};
    provider_start(&scene->provider, 0);
    (void)provider_link_up(&scene->provider, 1, 64, none);
    (void)provider_frame(&scene->provider, welcome, sizeof welcome, 0);
    (void)provider_init(&scene->provider, 0, 0, nothing);
    (void)provider_enumerate(&scene->provider, 1, nothing);
    scene->now = 1;
}

/* What was understood can be said, and is understood again as the same. */
static void speak_again(const uint8_t *octets, size_t length)
{
    static uint8_t first[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    static uint8_t second[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    struct frame frame;
    if (wire_decode(octets, length, &frame) != WIRE_OK) {
        return;
    }
    size_t size = wire_encode(&frame, first, sizeof first);
    MUST(size >= WIRE_LENGTH_SIZE + WIRE_MIN_LENGTH && size <= WIRE_LENGTH_SIZE + length);
    MUST(wire_decode(first + WIRE_LENGTH_SIZE, size - WIRE_LENGTH_SIZE, &frame) == WIRE_OK);
    MUST(wire_encode(&frame, second, sizeof second) == size);
    MUST(memcmp(first, second, size) == 0);
}

/* Each frame is an exact copy, so that a step beyond it is seen. */
static bool take_frame(struct scene *scene, struct frame_stream *stream)
{
    const uint8_t *octets;
    size_t length;
    if (frame_stream_next(stream, &octets, &length) != STREAM_FRAME) {
        return false;
    }
    uint8_t *copy = malloc(length);
    memcpy(copy, octets, length);
    speak_again(copy, length);
    (void)provider_frame(&scene->provider, copy, length, scene->now);
    free(copy);
    return true;
}

/* The input is: count of actions, the actions, then octets of the stream (count u8), and again. */
void fuzz_provider(const uint8_t *octets, size_t size)
{
    static struct scene scene;
    static struct frame_stream stream;
    struct input input = {octets, size};
    struct out_frame *out;
    memset(&scene, 0, sizeof scene);
    frame_stream_reset(&stream);
    start(&scene);
    while (input.left != 0) {
        for (unsigned i = pick(&input) % 8; i > 0; i--) {
            uint8_t what = pick(&input);
            act(&scene, what, pick(&input));
        }
        size_t room = 0;
        uint8_t *space = frame_stream_space(&stream, &room);
        size_t count = pick(&input);
        count = count > input.left ? input.left : count;
        count = count > room ? room : count;
        memcpy(space, input.next, count);
        input.next += count;
        input.left -= count;
        frame_stream_filled(&stream, count);
        while (take_frame(&scene, &stream)) {
        }
    }
    provider_shutdown(&scene.provider);
    while (deliver(&scene, 2)) {
    }
    while ((out = provider_take_out(&scene.provider)) != NULL) {
        free(out);
    }
    provider_free(&scene.provider);
}
