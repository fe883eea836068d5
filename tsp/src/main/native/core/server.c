#include "server.h"

#include <string.h>

/* S-1-5-18, S-1-5-32-544, and NT SERVICE\Ishmael: S-1-5-80- and the SHA-1 of ISHMAEL in UTF-16. */
static const uint8_t local_system[] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
static const uint8_t administrators[] = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0};
static const uint8_t gateway_service[] = {1, 6, 0, 0, 0, 0, 0, 5, 80, 0, 0, 0, 0x64, 0xc6, 0x8c,
    0x9d, 0x4a, 0x33, 0xe8, 0x41, 0x18, 0x9a, 0xb3, 0x98, 0x2b, 0x30, 0x6d, 0x46, 0x51, 0x1b, 0x4c,
    0x80};
/* What accounts of users begin with, behind the count: S-1-5-21- */
static const uint8_t user_start[] = {0, 0, 0, 0, 0, 5, 21, 0, 0, 0};

static bool is(const struct binary_sid *sid, const uint8_t *octets, size_t length)
{
    return sid->length == length && memcmp(sid->octets, octets, length) == 0;
}

static bool same(const struct binary_sid *one, const struct binary_sid *other)
{
    return one->length != 0 && is(one, other->octets, other->length);
}

static bool is_user(const struct binary_sid *sid)
{
    return sid->length >= 2 + sizeof user_start &&
           memcmp(sid->octets + 2, user_start, sizeof user_start) == 0;
}

/*
 * The telephony service has an account that others share (NETWORK SERVICE), so that being of one
 * account proves nothing there. Where we run as a user (tests), a process of that user could do
 * all to us anyhow.
 */
static bool owner_trusted(const struct server_facts *facts)
{
    const struct binary_sid *owner = &facts->owner;
    return is(owner, local_system, sizeof local_system) ||
           is(owner, administrators, sizeof administrators) ||
           is(owner, gateway_service, sizeof gateway_service) || same(owner, &facts->configured) ||
           (is_user(owner) && same(owner, &facts->self));
}

/* A process id alone could be one that was given anew: the owner is asked in each case. */
enum server_verdict server_judge(const struct server_facts *facts)
{
    if (facts->unchecked) {
        return SERVER_UNCHECKED;
    }
    if (facts->owner_error != 0) {
        return SERVER_OWNER_UNKNOWN;
    }
    if (!owner_trusted(facts)) {
        return SERVER_OWNER_UNTRUSTED;
    }
    if (facts->service_error != 0) { /* not installed, or not told: the owner must do */
        return SERVER_TRUSTED;
    }
    if (facts->service == 0) {
        return SERVER_SERVICE_STOPPED;
    }
    if (facts->server_error != 0) {
        return SERVER_PROCESS_UNKNOWN;
    }
    return facts->server == facts->service ? SERVER_TRUSTED : SERVER_PROCESS_OTHER;
}

bool server_accepted(enum server_verdict verdict)
{
    return verdict == SERVER_TRUSTED || verdict == SERVER_UNCHECKED;
}

const char *server_verdict_text(enum server_verdict verdict)
{
    static const char *const texts[SERVER_VERDICTS] = {
        [SERVER_TRUSTED] = "the pipe is the gateway's",
        [SERVER_UNCHECKED] = "CheckServer is 0: whoever serves the pipe is taken for the gateway",
        [SERVER_OWNER_UNKNOWN] = "the pipe's owner is not known",
        [SERVER_OWNER_UNTRUSTED] = "the pipe's owner is not an account that the gateway may have",
        [SERVER_SERVICE_STOPPED] = "the pipe is somebody's, but the gateway's service does not run",
        [SERVER_PROCESS_UNKNOWN] = "the process that serves the pipe is not known",
        [SERVER_PROCESS_OTHER] = "the pipe is served by another process than the gateway's service",
    };
    return verdict < SERVER_VERDICTS ? texts[verdict] : "";
}
