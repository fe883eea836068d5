#include "world.h"

static struct world w;
static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};

static void line_in_and_out_of_service_is_told(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    send_line(&w, AHAB, false, "Captain Ahab (101)");
    send_line(&w, AHAB, false, "Captain Ahab (101)");
    send_line(&w, AHAB, true, "Captain Ahab (101)");
    CHECK_TEXT(callbacks(&w), "line 80|line 40|");
    send_line(&w, AHAB, true, "Ahab (101)");
    CHECK_TEXT(callbacks(&w), "line 100000|");
    line_status_messages(&w.p, hd_line, T_LINEDEVSTATE_INSERVICE, 0);
    send_line(&w, AHAB, false, "Captain Ahab (101)");
    send_line(&w, AHAB, true, "Captain Ahab (101)");
    CHECK_TEXT(callbacks(&w), "line 40|");
    world_end(&w);
}

static void new_line_is_created_and_numbered_by_tapi(void)
{
    world_start(&w);
    send_line(&w, 0x103, true, "Starbuck (103)");
    CHECK_TEXT(callbacks(&w), "create 103|");
    CHECK_EQUAL(provider_create_line(&w.p, 0x103, 99), 0);
    CHECK(line_of_device(&w.p, 99) != NULL);
    CHECK_EQUAL(provider_create_line(&w.p, 0x103, 100), LINEERR(OPERATIONFAILED));
    CHECK_EQUAL(provider_create_line(&w.p, 0x104, 100), LINEERR(NODEVICE));
    world_end(&w);
}

static void gone_line_ends_its_calls_and_is_removed(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    (void)callbacks(&w);
    send_line_gone(&w, AHAB);
    send_line_gone(&w, AHAB);
    CHECK_TEXT(callbacks(&w), "state 1000 1/0|line 80|remove 5|");
    CHECK(line_of_device(&w.p, FIRST_DEVICE) == NULL);
    uintptr_t hd_call = 0;
    CHECK_EQUAL(
        call_create(&w.p, OP_MAKE_CALL, 3, hd_line, 1, ascii_text("1"), &nobody, w.now, &hd_call),
        LINEERR(NODEVICE));
    CHECK_EQUAL(call_close(&w.p, w.last_handle), 0);
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    CHECK_EQUAL(w.p.line_count, 1);
    world_end(&w);
}

static void line_that_comes_back_gets_a_new_device(void)
{
    world_start(&w);
    send_line_gone(&w, AHAB);
    send_line(&w, AHAB, true, "Captain Ahab (101)");
    CHECK_TEXT(callbacks(&w), "remove 5|create 101|");
    CHECK_EQUAL(provider_create_line(&w.p, AHAB, 7), 0);
    CHECK_EQUAL(line_of_device(&w.p, 7)->id, AHAB);
    world_end(&w);
}

static void lines_before_and_between_enumeration_and_init(void)
{
    world_start_bare(&w);
    world_link(&w);
    (void)frames_out(&w);
    CHECK_EQUAL(provider_enumerate(&w.p, 0xABC, w.p.completion_proc), 0);
    world_welcome(&w);
    send_snapshot(&w, 0, 0);
    CHECK_EQUAL(provider_enumerate(&w.p, 0xABC, (any_proc)open_ahab), 2);
    send_line(&w, 0x103, true, "Starbuck (103)");
    send_line_gone(&w, ISHMAEL);
    CHECK_EQUAL(provider_init(&w.p, FIRST_DEVICE, 2, (any_proc)open_ahab), 0);
    CHECK_EQUAL(provider_init(&w.p, 50, 2, (any_proc)open_ahab), 0);
    CHECK_TEXT(callbacks(&w), "remove 6|create 103|");
    CHECK_EQUAL(line_of_device(&w.p, FIRST_DEVICE)->id, AHAB);
    world_end(&w);
}

static void line_opens_once_with_a_version_we_speak(void)
{
    uintptr_t hd_line = 0;
    world_start(&w);
    any_proc proc = w.p.completion_proc;
    CHECK_EQUAL(line_open(&w.p, 4, 1, VERSION_LOWEST, proc, &nobody, &hd_line), LINEERR(NODEVICE));
    CHECK_EQUAL(line_open(&w.p, 5, 1, 0x00030000, proc, &nobody, &hd_line),
        LINEERR(INCOMPATIBLEAPIVERSION));
    CHECK_EQUAL(line_open(&w.p, 5, 1, VERSION_LOWEST, proc, &nobody, &hd_line), 0);
    CHECK_EQUAL(line_open(&w.p, 5, 1, VERSION_LOWEST, proc, &nobody, &hd_line), LINEERR(ALLOCATED));
    CHECK_EQUAL(line_detect_media(&w.p, hd_line, 8, 0), LINEERR(INVALMEDIAMODE));
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    uintptr_t again = 0;
    CHECK_EQUAL(line_open(&w.p, 5, 1, VERSION_LOWEST, proc, &nobody, &again), 0);
    CHECK(again != hd_line);
    CHECK_EQUAL(line_detect_media(&w.p, hd_line, 4, 0), LINEERR(INVALLINEHANDLE));
    world_end(&w);
}

void line_tests(void)
{
    tap_run("line: in and out of service is told, once and if asked for",
        line_in_and_out_of_service_is_told);
    tap_run("line: a new one is created and numbered by TAPI",
        new_line_is_created_and_numbered_by_tapi);
    tap_run("line: one that is gone ends its calls and is removed",
        gone_line_ends_its_calls_and_is_removed);
    tap_run("line: one that comes back gets a new device", line_that_comes_back_gets_a_new_device);
    tap_run("line: changes between enumeration and init are told",
        lines_before_and_between_enumeration_and_init);
    tap_run("line: opens once, with a version we speak", line_opens_once_with_a_version_we_speak);
}
