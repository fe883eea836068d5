#include "caller.h"
#include "tap.h"

#include <string.h>

/* What the injected system answers, and in which order it was asked. */
static struct {
    uint32_t opens[2];
    int open_count;
    uint32_t impersonate;
    uint32_t revert;
    uint32_t read;
    uint16_t sid_length;
    const uint8_t *sid;
    char log[128];
} fake;

static void note(const char *what)
{
    strcat(fake.log, what);
}

static uint32_t fake_open(void **token)
{
    note("open ");
    CHECK(fake.open_count < 2);
    uint32_t error = fake.opens[fake.open_count++];
    *token = error == 0 ? &fake : NULL;
    return error;
}

static uint32_t fake_impersonate(void)
{
    note("impersonate ");
    return fake.impersonate;
}

static uint32_t fake_revert(void)
{
    note("revert ");
    return fake.revert;
}

static uint32_t fake_read(void *token, struct caller *out)
{
    note("read ");
    CHECK(token == &fake);
    memset(out->sid, 7, sizeof out->sid);
    if (fake.sid != NULL) {
        memcpy(out->sid, fake.sid, fake.sid_length);
    }
    out->sid_length = fake.sid_length;
    out->session = 3;
    return fake.read;
}

static void fake_close(void *token)
{
    CHECK(token == &fake);
    note("close ");
}

static const struct caller_source source = {
    fake_open, fake_impersonate, fake_revert, fake_read, fake_close};

static void reset(void)
{
    memset(&fake, 0, sizeof fake);
    fake.sid_length = 28;
}

/* Whatever was there before must not show through. */
static struct caller probe(uint32_t first, uint32_t second)
{
    struct caller caller;
    memset(&caller, 0xEE, sizeof caller);
    fake.opens[0] = first;
    fake.opens[1] = second;
    caller_probe(&source, &caller);
    return caller;
}

static void check_unknown(const struct caller *caller, uint8_t status, uint32_t error)
{
    static const uint8_t none[WIRE_MAX_SID];
    CHECK_EQUAL(caller->status, status);
    CHECK_EQUAL(caller->error, error);
    CHECK_EQUAL(caller->session, 0);
    CHECK_EQUAL(caller->sid_length, 0);
    CHECK(memcmp(caller->sid, none, sizeof none) == 0);
    CHECK_EQUAL(caller_on_wire(caller).sid.count, 0);
}

static void caller_of_a_request_is_known(void)
{
    reset();
    struct caller caller = probe(NO_TOKEN, 0);
    CHECK_EQUAL(caller.status, CALLER_KNOWN);
    CHECK_EQUAL(caller.error, 0);
    CHECK_EQUAL(caller.session, 3);
    CHECK_EQUAL(caller_on_wire(&caller).sid.count, 28);
    CHECK_TEXT(fake.log, "open impersonate open revert read close ");
}

static void caller_outside_a_request_is_nobody(void)
{
    static const uint32_t statuses[] = {NO_CALL_CONTEXT, NO_CALL_ACTIVE};
    for (int i = 0; i < 2; i++) {
        reset();
        fake.impersonate = statuses[i];
        struct caller caller = probe(NO_TOKEN, 0);
        check_unknown(&caller, CALLER_NOBODY, statuses[i]);
        CHECK_TEXT(fake.log, "open impersonate ");
    }
}

static void caller_of_an_impersonating_thread_is_taken_and_not_reverted(void)
{
    reset();
    struct caller caller = probe(0, 99);
    CHECK_EQUAL(caller.status, CALLER_KNOWN);
    CHECK_EQUAL(caller.session, 3);
    CHECK_TEXT(fake.log, "open read close ");
    reset();
    fake.read = 122;
    caller = probe(0, 99);
    check_unknown(&caller, CALLER_FAILED, 122);
    CHECK_TEXT(fake.log, "open read close ");
}

static void caller_that_refuses_is_failed(void)
{
    static const uint32_t errors[] = {5, 1346, 1347, 1764, 1745};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        reset();
        fake.impersonate = errors[i];
        struct caller caller = probe(NO_TOKEN, 0);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open impersonate ");
    }
}

/* 1347: somebody impersonates at level Anonymous. */
static void caller_behind_a_token_that_does_not_open_is_failed(void)
{
    static const uint32_t errors[] = {5, 1347, NO_CALL_ACTIVE};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        reset();
        struct caller caller = probe(errors[i], 0);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open ");
    }
}

static void caller_whose_token_does_not_open_is_failed_and_reverted(void)
{
    static const uint32_t errors[] = {5, 1347, NO_TOKEN, NO_CALL_ACTIVE, NO_CALL_CONTEXT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        reset();
        struct caller caller = probe(NO_TOKEN, errors[i]);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open impersonate open revert ");
    }
}

static void caller_whose_token_is_not_readable_is_failed(void)
{
    static const uint32_t errors[] = {122, NO_CALL_ACTIVE, NO_CALL_CONTEXT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        reset();
        fake.read = errors[i];
        struct caller caller = probe(NO_TOKEN, 0);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open impersonate open revert read close ");
    }
}

/* Else a drop would pass as the telephony service's own. Source: RpcRevertToSelf, its results. */
static void caller_after_a_failed_revert_is_failed_and_never_nobody(void)
{
    static const uint32_t errors[] = {6, NO_CALL_ACTIVE, NO_CALL_CONTEXT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        reset();
        fake.revert = errors[i];
        struct caller caller = probe(NO_TOKEN, 0);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open impersonate open revert read close ");
        reset();
        fake.revert = errors[i];
        caller = probe(NO_TOKEN, 5);
        check_unknown(&caller, CALLER_FAILED, errors[i]);
        CHECK_TEXT(fake.log, "open impersonate open revert ");
    }
}

static void caller_with_a_sid_of_any_length_is_known_within_the_bounds(void)
{
    for (uint16_t length = 0; length <= 100; length++) {
        reset();
        fake.sid_length = length;
        struct caller caller = probe(NO_TOKEN, 0);
        if (length >= WIRE_MIN_SID && length <= WIRE_MAX_SID) {
            CHECK_EQUAL(caller.status, CALLER_KNOWN);
            CHECK_EQUAL(caller_on_wire(&caller).sid.count, length);
        } else {
            check_unknown(&caller, CALLER_FAILED, 1337);
        }
    }
}

static void caller_who_is_anonymous_is_failed(void)
{
    static const uint8_t anonymous[] = {1, 1, 0, 0, 0, 0, 0, 5, 7, 0, 0, 0};
    static const uint8_t system[] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
    reset();
    fake.sid = anonymous;
    fake.sid_length = sizeof anonymous;
    struct caller caller = probe(NO_TOKEN, 0);
    check_unknown(&caller, CALLER_FAILED, 1347);
    reset();
    fake.sid = system;
    fake.sid_length = sizeof system;
    CHECK_EQUAL(probe(NO_TOKEN, 0).status, CALLER_KNOWN);
}

void caller_tests(void)
{
    tap_run("caller of a program's request is known, read after the revert",
        caller_of_a_request_is_known);
    tap_run("caller outside a request is nobody (1702, 1725)", caller_outside_a_request_is_nobody);
    tap_run("caller of a thread that impersonates already is taken, not reverted",
        caller_of_an_impersonating_thread_is_taken_and_not_reverted);
    tap_run("caller that refuses to be impersonated is failed", caller_that_refuses_is_failed);
    tap_run("caller behind somebody's token that does not open is failed",
        caller_behind_a_token_that_does_not_open_is_failed);
    tap_run("caller whose token does not open is failed, and reverted",
        caller_whose_token_does_not_open_is_failed_and_reverted);
    tap_run("caller whose token is not readable is failed",
        caller_whose_token_is_not_readable_is_failed);
    tap_run("caller after a failed revert is failed, never nobody",
        caller_after_a_failed_revert_is_failed_and_never_nobody);
    tap_run("caller with a SID beyond the bounds is failed",
        caller_with_a_sid_of_any_length_is_known_within_the_bounds);
    tap_run("caller who is anonymous is failed", caller_who_is_anonymous_is_failed);
}
