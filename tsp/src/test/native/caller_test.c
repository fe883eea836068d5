#include "caller.h"
#include "tap.h"

#include <string.h>

/* What the injected system answers, and what it was asked. */
static struct {
    uint32_t opens[2];
    int open_count;
    uint32_t impersonate;
    uint32_t revert;
    uint32_t read;
    uint16_t sid_length;
    bool impersonating;
    bool read_while_impersonating;
    int impersonations, reverts, closes;
} fake;

static uint32_t fake_open(void **token)
{
    *token = &fake;
    return fake.opens[fake.open_count++];
}

static uint32_t fake_impersonate(void)
{
    fake.impersonations++;
    fake.impersonating = fake.impersonate == 0;
    return fake.impersonate;
}

static uint32_t fake_revert(void)
{
    fake.reverts++;
    fake.impersonating = false;
    return fake.revert;
}

static uint32_t fake_read(void *token, struct caller *out)
{
    CHECK(token == &fake);
    fake.read_while_impersonating = fake.impersonating;
    memset(out->sid, 7, sizeof out->sid);
    out->sid_length = fake.sid_length;
    out->session = 3;
    return fake.read;
}

static void fake_close(void *token)
{
    CHECK(token == &fake);
    fake.closes++;
}

static const struct caller_source source = {
    fake_open, fake_impersonate, fake_revert, fake_read, fake_close};

static struct caller probe(uint32_t first, uint32_t second)
{
    struct caller caller;
    fake.opens[0] = first;
    fake.opens[1] = second;
    caller_probe(&source, &caller);
    return caller;
}

static void reset(void)
{
    memset(&fake, 0, sizeof fake);
    fake.sid_length = 28;
}

static void caller_of_a_request_is_known(void)
{
    reset();
    struct caller caller = probe(NO_TOKEN, 0);
    CHECK_EQUAL(caller.status, CALLER_KNOWN);
    CHECK_EQUAL(caller.session, 3);
    CHECK_EQUAL(caller_on_wire(&caller).sid.count, 28);
    CHECK(!fake.read_while_impersonating);
    CHECK_EQUAL(fake.reverts, 1);
    CHECK_EQUAL(fake.closes, 1);
}

static void caller_outside_a_request_is_nobody(void)
{
    static const uint32_t statuses[] = {NO_CALL_CONTEXT, NO_CALL_ACTIVE};
    for (int i = 0; i < 2; i++) {
        reset();
        fake.impersonate = statuses[i];
        struct caller caller = probe(NO_TOKEN, 0);
        CHECK_EQUAL(caller.status, CALLER_NOBODY);
        CHECK_EQUAL(caller.error, statuses[i]);
        CHECK_EQUAL(caller_on_wire(&caller).sid.count, 0);
        CHECK_EQUAL(fake.reverts, 0);
        CHECK_EQUAL(fake.closes, 0);
    }
}

static void caller_of_an_impersonating_thread_is_taken_and_not_reverted(void)
{
    reset();
    struct caller caller = probe(0, 99);
    CHECK_EQUAL(caller.status, CALLER_KNOWN);
    CHECK_EQUAL(fake.impersonations, 0);
    CHECK_EQUAL(fake.reverts, 0);
    CHECK_EQUAL(fake.closes, 1);
}

static void caller_that_can_not_be_read_is_failed_and_reverted(void)
{
    reset();
    struct caller caller = probe(NO_TOKEN, 5);
    CHECK_EQUAL(caller.status, CALLER_FAILED);
    CHECK_EQUAL(caller.error, 5);
    CHECK_EQUAL(fake.reverts, 1);
    reset();
    fake.read = 122;
    caller = probe(NO_TOKEN, 0);
    CHECK_EQUAL(caller.status, CALLER_FAILED);
    CHECK_EQUAL(caller.error, 122);
    CHECK_EQUAL(caller.session, 0);
    CHECK_EQUAL(fake.closes, 1);
    reset();
    fake.impersonate = 5;
    caller = probe(NO_TOKEN, 0);
    CHECK_EQUAL(caller.status, CALLER_FAILED);
    CHECK_EQUAL(caller.error, 5);
    reset();
    caller = probe(5, 0);
    CHECK_EQUAL(caller.status, CALLER_FAILED);
    CHECK_EQUAL(fake.impersonations, 0);
}

static void caller_with_an_odd_sid_or_a_failed_revert_is_failed(void)
{
    reset();
    fake.sid_length = 7;
    CHECK_EQUAL(probe(NO_TOKEN, 0).status, CALLER_FAILED);
    reset();
    fake.revert = 6;
    struct caller caller = probe(NO_TOKEN, 0);
    CHECK_EQUAL(caller.status, CALLER_FAILED);
    CHECK_EQUAL(caller.error, 6);
    CHECK_EQUAL(fake.closes, 1);
}

void caller_tests(void)
{
    tap_run("caller of a program's request is known, read after the revert",
        caller_of_a_request_is_known);
    tap_run("caller outside a request is nobody (1702, 1725)", caller_outside_a_request_is_nobody);
    tap_run("caller of a thread that impersonates already is taken, not reverted",
        caller_of_an_impersonating_thread_is_taken_and_not_reverted);
    tap_run("caller that can not be read is failed, and reverted",
        caller_that_can_not_be_read_is_failed_and_reverted);
    tap_run("caller with an odd SID or after a failed revert is failed",
        caller_with_an_odd_sid_or_a_failed_revert_is_failed);
}
