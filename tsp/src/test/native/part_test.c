#include "handles.h"
#include "inside.h"
#include "map.h"
#include "tap.h"
#include "text.h"

#include <string.h>

static void map_many_keys_put_and_removed_in_any_order(void)
{
    struct map map = {0};
    static int values[5000];
    for (uint64_t i = 1; i < 5000; i++) {
        CHECK(map_put(&map, i * 0x100000001u, &values[i]));
    }
    for (uint64_t i = 1; i < 5000; i += 3) {
        map_remove(&map, i * 0x100000001u);
    }
    for (uint64_t i = 1; i < 5000; i++) {
        void *expected = i % 3 == 1 ? NULL : &values[i];
        CHECK(map_get(&map, i * 0x100000001u) == expected);
    }
    CHECK_EQUAL(map.count, 3332);
    map_remove(&map, 77777777);
    CHECK(map_get(&map, 0) == NULL);
    map_free(&map);
    CHECK(map_get(&map, 5) == NULL);
}

static void handle_given_back_is_never_taken_for_another(void)
{
    struct handles handles = {0};
    int object;
    uintptr_t seen[2000];
    for (int i = 0; i < 2000; i++) {
        seen[i] = handle_new(&handles, &object);
        CHECK(seen[i] != 0);
        CHECK(handle_get(&handles, seen[i]) == &object);
        handle_release(&handles, seen[i]);
        handle_release(&handles, seen[i]);
    }
    for (int i = 0; i < 2000; i++) {
        CHECK(handle_get(&handles, seen[i]) == NULL);
        for (int k = i + 1; k < 2000 && k < i + 50; k++) {
            CHECK(seen[i] != seen[k]);
        }
    }
    CHECK_EQUAL(handles.count, 256);
    handles_free(&handles);
}

static void handle_of_the_other_kind_is_unknown(void)
{
    struct handles lines = {0};
    struct handles calls = {.kind = 1};
    int object;
    uintptr_t line = handle_new(&lines, &object);
    uintptr_t call = handle_new(&calls, &object);
    CHECK(line != call);
    CHECK(handle_get(&calls, line) == NULL);
    CHECK(handle_get(&lines, call) == NULL);
    CHECK(handle_get(&lines, 0) == NULL);
    CHECK(handle_get(&lines, UINTPTR_MAX) == NULL);
    handles_free(&lines);
    handles_free(&calls);
}

static void handle_on_64_bit_does_not_fit_into_32(void)
{
    struct handles handles = {0};
    int object;
    uintptr_t handle = handle_new(&handles, &object);
    if (sizeof handle > 4) {
        CHECK((handle & 0xFFFFFFFFu) != handle);
        CHECK(handle_get(&handles, handle & 0xFFFFFFFFu) == NULL);
    }
    handles_free(&handles);
}

static void handles_run_out_and_come_back(void)
{
    struct handles handles = {0};
    int object;
    uintptr_t first = handle_new(&handles, &object);
    for (int i = 1; i < HANDLE_MAX; i++) {
        CHECK(handle_new(&handles, &object) != 0);
    }
    CHECK_EQUAL(handle_new(&handles, &object), 0);
    handle_release(&handles, first);
    CHECK(handle_new(&handles, &object) != 0);
    handles_free(&handles);
}

static int32_t scan(const char *ascii)
{
    uint16_t units[512];
    size_t i = 0;
    for (; ascii[i] != '\0'; i++) {
        units[i] = (uint16_t)ascii[i];
    }
    units[i] = 0;
    return address_scan(units);
}

static void address_scan_refuses_what_can_not_be_dialed(void)
{
    CHECK_EQUAL(scan("T0,08912345;"), 0);
    CHECK_EQUAL(scan("+49 (0)89/12 34-5"), 0);
    CHECK_EQUAL(scan(""), 0);
    CHECK_EQUAL(address_scan(NULL), 0);
    CHECK_EQUAL(scan("0?123"), LINEERR(DIALPROMPT));
    CHECK_EQUAL(scan("0W123"), LINEERR(DIALDIALTONE));
    CHECK_EQUAL(scan("0w123"), LINEERR(DIALDIALTONE));
    CHECK_EQUAL(scan("0@123"), LINEERR(DIALQUIET));
    CHECK_EQUAL(scan("0$123"), LINEERR(DIALBILLING));
    CHECK_EQUAL(scan("123^What? $ @ W"), 0);
    CHECK_EQUAL(scan("123|W"), 0);
}

static void address_scan_limits_the_length(void)
{
    char address[300];
    memset(address, '1', sizeof address);
    address[256] = '\0';
    CHECK_EQUAL(scan(address), 0);
    address[256] = '1';
    address[257] = '\0';
    CHECK_EQUAL(scan(address), LINEERR(INVALADDRESS));
}

static void text_lone_surrogates_are_replaced(void)
{
    static const uint16_t from[] = {'a', 0xD83D, 0xDC0B, 0xD83D, 'b', 0xDC0B, 0xD83D};
    static const uint16_t expected[] = {'a', 0xD83D, 0xDC0B, 0xFFFD, 'b', 0xFFFD, 0xFFFD};
    uint8_t octets[14];
    struct text text = text_from_program(from, 7, octets);
    CHECK_EQUAL(text.units, 7);
    for (size_t i = 0; i < 7; i++) {
        CHECK_EQUAL(wire_u16(octets + 2 * i), expected[i]);
    }
}

static void text_in_the_trace_is_masked(void)
{
    static const uint8_t octets[] = {'0', 0, '8', 0, '9', 0, '-', 0, '1', 0, '2', 0, 0xE4, 0};
    char out[16];
    text_for_trace((struct text){octets, 7}, true, out, sizeof out);
    CHECK_TEXT(out, "xxx-12?");
    text_for_trace((struct text){octets, 7}, false, out, sizeof out);
    CHECK_TEXT(out, "089-12?");
    text_for_trace((struct text){octets, 7}, false, out, 4);
    CHECK_TEXT(out, "089");
}

static void constants_are_downgraded_for_old_lines(void)
{
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_DISCONNECTED, 0x80000, 0x00010004), 2);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_DISCONNECTED, 0x80000, 0x00020000), 0x80000);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_DISCONNECTED, 0x1000, 0x00010003), 2);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_DISCONNECTED, 0x20, 0x00010003), 0x20);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_DISCONNECTED, 0, 0x00020001), 1);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_CONNECTED, 0x10, 0x00010004), 2);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_CONNECTED, 1, 0x00010003), 0);
    CHECK_EQUAL(downgrade_mode(T_LINECALLSTATE_CONNECTED, 0x10, 0x00020001), 0x10);
    CHECK_EQUAL(downgrade_origin(T_LINECALLORIGIN_INBOUND, 0x00010003), T_LINECALLORIGIN_UNKNOWN);
    CHECK_EQUAL(
        downgrade_reason(T_LINECALLREASON_ROUTEREQUEST, 0x00010004), T_LINECALLREASON_UNKNOWN);
}

void part_tests(void)
{
    tap_run("map finds what was put, after removals in any order",
        map_many_keys_put_and_removed_in_any_order);
    tap_run("handle that was given back is never taken for another",
        handle_given_back_is_never_taken_for_another);
    tap_run("handle of a line is no handle of a call", handle_of_the_other_kind_is_unknown);
    tap_run("handle on 64 bit is found out when it was cut to 32",
        handle_on_64_bit_does_not_fit_into_32);
    tap_run("handles run out without harm", handles_run_out_and_come_back);
    tap_run("address scan refuses ? W @ $ only before sub-address and name",
        address_scan_refuses_what_can_not_be_dialed);
    tap_run("address scan takes 256 units, not 257", address_scan_limits_the_length);
    tap_run("text: lone surrogates of a program are replaced", text_lone_surrogates_are_replaced);
    tap_run("text: digits are masked in the trace", text_in_the_trace_is_masked);
    tap_run("versions: constants are downgraded", constants_are_downgraded_for_old_lines);
}
