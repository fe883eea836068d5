/* A test prints "ok N - name" or "not ok N - name"; failed checks come before it as comments. */
#ifndef ISHMAEL_TAP_H
#define ISHMAEL_TAP_H

#include <stdbool.h>
#include <stddef.h>

/* Notes a failure of the running test and goes on. */
#define CHECK(condition) tap_check((condition), #condition, __FILE__, __LINE__)
#define CHECK_EQUAL(actual, expected)                                                              \
    tap_check_equal(                                                                               \
        (long long)(actual), (long long)(expected), #actual " is " #expected, __FILE__, __LINE__)
#define CHECK_TEXT(actual, expected) tap_check_text((actual), (expected), __FILE__, __LINE__)

bool tap_check(bool held, const char *what, const char *file, int line);
bool tap_check_equal(
    long long actual, long long expected, const char *what, const char *file, int line);
bool tap_check_text(const char *actual, const char *expected, const char *file, int line);
/* Ends the running test. */
void tap_done(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tap_run(const char *name, void (*test)(void));

void wire_tests(const char *frames);
void part_tests(void);
void address_tests(const char *table);
void fill_tests(void);
void caller_tests(void);
void dialog_tests(void);
void server_tests(void);
void line_tests(void);
void call_tests(void);
void request_tests(void);
void consult_tests(void);
void caps_tests(void);
void link_tests(void);
void closing_tests(void);
void random_tests(void);
void found_tests(const char *folder);

#endif
