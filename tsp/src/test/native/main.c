#include "tap.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int number;
static int failed;
static bool broken;

bool tap_check(bool held, const char *what, const char *file, int line)
{
    if (!held) {
        printf("# %s:%d: %s\n", file, line, what);
        broken = true;
    }
    return held;
}

bool tap_check_equal(
    long long actual, long long expected, const char *what, const char *file, int line)
{
    if (actual != expected) {
        printf("# %s:%d: %s: 0x%llx, not 0x%llx\n", file, line, what, actual, expected);
        broken = true;
    }
    return actual == expected;
}

bool tap_check_text(const char *actual, const char *expected, const char *file, int line)
{
    bool same = strcmp(actual, expected) == 0;
    if (!same) {
        printf("# %s:%d: expected: %s\n# but was:  %s\n", file, line, expected, actual);
        broken = true;
    }
    return same;
}

void tap_done(const char *format, ...)
{
    va_list arguments;
    printf("%sok %d - ", broken ? "not " : "", ++number);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    fflush(stdout);
    failed += broken ? 1 : 0;
    broken = false;
}

void tap_run(const char *name, void (*test)(void))
{
    test();
    tap_done("%s", name);
}

int main(int count, char **arguments)
{
    if (count != 4) {
        fprintf(stderr, "usage: native-tests FRAMES ADDRESSES FOUND_INPUTS\n");
        return 2;
    }
    printf("TAP version 13\n");
    wire_tests(arguments[1]);
    part_tests();
    address_tests(arguments[2]);
    fill_tests();
    caller_tests();
    server_tests();
    line_tests();
    call_tests();
    request_tests();
    consult_tests();
    dialog_tests();
    caps_tests();
    link_tests();
    closing_tests();
    random_tests();
    found_tests(arguments[3]);
    printf("1..%d\n", number);
    return failed == 0 ? 0 : 1;
}
