#include "server.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

/* A SID S-1-5-first[-others…]. */
static struct binary_sid sid(uint8_t count, const uint32_t *parts)
{
    struct binary_sid out = {.length = (uint16_t)(8 + 4 * count), .octets = {1, count}};
    out.octets[7] = 5;
    for (int i = 0; i < 4 * count; i++) {
        out.octets[8 + i] = (uint8_t)(parts[i / 4] >> (8 * (i % 4)));
    }
    return out;
}
#define SID(...)                                                                                   \
    sid(sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

#define SYSTEM SID(18)
#define NETWORK_SERVICE SID(20)
#define ADMINISTRATORS SID(32, 544)
#define ISHMAEL SID(80, 2643248740, 1105736522, 2561907224, 1181560875, 2152471377)
#define OTHER_SERVICE SID(80, 2643248740, 1105736522, 2561907224, 1181560875, 2152471378)
#define AHAB SID(21, 1, 2, 3, 1001)
#define STUBB SID(21, 1, 2, 3, 1002)

enum { NOBODY = 1060, DENIED = 5, GATEWAY = 812, OTHER = 4711 };

/* The installed gateway: LocalSystem, its service runs, its process made the pipe. */
static struct server_facts installed(void)
{
    return (struct server_facts){
        .owner = SYSTEM, .self = NETWORK_SERVICE, .service = GATEWAY, .server = GATEWAY};
}

static struct server_facts by_hand(struct binary_sid owner)
{
    struct server_facts facts = installed();
    facts.owner = owner;
    facts.service_error = NOBODY;
    facts.service = 0;
    return facts;
}

static void owners(void)
{
    const struct {
        struct binary_sid owner;
        enum server_verdict verdict;
    } cases[] = {
        {SYSTEM, SERVER_TRUSTED},
        {ADMINISTRATORS, SERVER_TRUSTED},
        {ISHMAEL, SERVER_TRUSTED},
        {OTHER_SERVICE, SERVER_OWNER_UNTRUSTED},
        {NETWORK_SERVICE, SERVER_OWNER_UNTRUSTED},
        {SID(19), SERVER_OWNER_UNTRUSTED},
        {SID(32, 545), SERVER_OWNER_UNTRUSTED},
        {SID(18, 18), SERVER_OWNER_UNTRUSTED},
        {SID(80), SERVER_OWNER_UNTRUSTED},
        {AHAB, SERVER_OWNER_UNTRUSTED},
        {{0}, SERVER_OWNER_UNTRUSTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct server_facts facts = installed();
        facts.owner = cases[i].owner;
        CHECK_EQUAL(server_judge(&facts), cases[i].verdict);
        facts = by_hand(cases[i].owner);
        CHECK_EQUAL(server_judge(&facts), cases[i].verdict);
        facts.service_error = DENIED;
        CHECK_EQUAL(server_judge(&facts), cases[i].verdict);
    }
}

static void other_authority(void)
{
    struct server_facts facts = installed();
    facts.owner.octets[7] = 1; /* S-1-1-18 */
    CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
}

static void configured(void)
{
    struct server_facts facts = installed();
    facts.owner = AHAB;
    facts.configured = AHAB;
    CHECK_EQUAL(server_judge(&facts), SERVER_TRUSTED);
    facts.configured = STUBB;
    CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
    facts.server = OTHER;
    facts.configured = AHAB;
    CHECK_EQUAL(server_judge(&facts), SERVER_PROCESS_OTHER);
}

static void own_account(void)
{
    struct server_facts facts = by_hand(AHAB);
    facts.self = AHAB;
    CHECK_EQUAL(server_judge(&facts), SERVER_TRUSTED);
    facts.self = STUBB;
    CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
    facts = by_hand(NETWORK_SERVICE); /* self too, and that is no proof */
    CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
    facts = by_hand((struct binary_sid){0});
    facts.self = (struct binary_sid){0};
    CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
}

static void processes(void)
{
    const struct {
        uint32_t service, server_error, server;
        enum server_verdict verdict;
    } cases[] = {
        {GATEWAY, 0, GATEWAY, SERVER_TRUSTED},
        {GATEWAY, 0, OTHER, SERVER_PROCESS_OTHER},
        {GATEWAY, 0, 0, SERVER_PROCESS_OTHER},
        {GATEWAY, DENIED, GATEWAY, SERVER_PROCESS_UNKNOWN},
        {0, 0, OTHER, SERVER_SERVICE_STOPPED},
        {0, 0, 0, SERVER_SERVICE_STOPPED},
        {0, DENIED, 0, SERVER_SERVICE_STOPPED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct server_facts facts = installed();
        facts.service = cases[i].service;
        facts.server_error = cases[i].server_error;
        facts.server = cases[i].server;
        CHECK_EQUAL(server_judge(&facts), cases[i].verdict);
        facts.owner = AHAB; /* the right process does not make up for the wrong owner */
        CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNTRUSTED);
        facts.owner_error = DENIED;
        facts.owner = SYSTEM;
        CHECK_EQUAL(server_judge(&facts), SERVER_OWNER_UNKNOWN);
        facts.unchecked = true;
        CHECK_EQUAL(server_judge(&facts), SERVER_UNCHECKED);
    }
}

static void texts(void)
{
    for (int i = 0; i < SERVER_VERDICTS; i++) {
        CHECK(strlen(server_verdict_text((enum server_verdict)i)) > 20);
        CHECK_EQUAL(server_accepted((enum server_verdict)i), i <= SERVER_UNCHECKED);
    }
}

void server_tests(void)
{
    tap_run("server: SYSTEM, Administrators and the gateway's service may own the pipe", owners);
    tap_run("server: an owner of another authority is nobody", other_authority);
    tap_run("server: the account that the admin names may own the pipe", configured);
    tap_run("server: our own account may own the pipe only if it is a user's", own_account);
    tap_run("server: an installed service must have made the pipe", processes);
    tap_run("server: each verdict says what is wrong", texts);
}
