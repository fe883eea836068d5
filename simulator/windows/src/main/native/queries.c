/* Questions to a provider that are answered with a structure, and what the answers must hold. */
#include "exports.h"
#include "guard.h"
#include "lines.h"
#include "rules.h"

#include <stddef.h>
#include <stdio.h>

static void aim(struct query *query, const struct line *line, enum fn function,
    enum struct_kind kind, unsigned slot)
{
    query->invocation.provider = line->provider;
    query->invocation.function = function;
    query->kind = kind;
    query->slot = slot;
    query->version = line->version;
}

static void judge_device(const struct query *query, size_t offset, const struct line *line)
{
    DWORD device = query_number(query, offset);
    if (device != line->device) {
        violate(RULE_DEVICE_ID, "%s of line %lu says %lu", layout_of(query->kind)->name,
            (unsigned long)line->device, (unsigned long)device);
    }
}

static void judge_dev_caps(const struct query *query, const struct line *line)
{
    char where[48];
    DWORD format = query_number(query, offsetof(LINEDEVCAPS, dwStringFormat));
    if (format != STRINGFORMAT_UNICODE) {
        violate(RULE_STRUCT_FORMAT, "line %lu: %lu", (unsigned long)line->device,
            (unsigned long)format);
    }
    if (query_number(query, offsetof(LINEDEVCAPS, dwPermanentLineID)) == 0) {
        violate(RULE_PERMANENT_ZERO, "line %lu", (unsigned long)line->device);
    }
    if (query_number(query, offsetof(LINEDEVCAPS, dwNumAddresses)) == 0 ||
        query_number(query, offsetof(LINEDEVCAPS, dwBearerModes)) == 0 ||
        query_number(query, offsetof(LINEDEVCAPS, dwMediaModes)) == 0) {
        violate(RULE_CAPS_BASIC, "line %lu", (unsigned long)line->device);
    }
    snprintf(where, sizeof where, "line %lu", (unsigned long)line->device);
    features_judge(
        line->provider, 0, 0, query_number(query, offsetof(LINEDEVCAPS, dwLineFeatures)), where);
}

LONG query_dev_caps(struct query *query, const struct line *line)
{
    aim(query, line, FN_lineGetDevCaps, STRUCT_DEVCAPS, 3);
    query->invocation.a[0] = line->device;
    query->invocation.a[1] = line->version;
    LONG result = query_run(query);
    if (result == 0) {
        judge_dev_caps(query, line);
    }
    return result;
}

LONG query_address_caps(struct query *query, const struct line *line, DWORD address)
{
    char where[48];
    aim(query, line, FN_lineGetAddressCaps, STRUCT_ADDRESSCAPS, 4);
    query->invocation.a[0] = line->device;
    query->invocation.a[1] = address;
    query->invocation.a[2] = line->version;
    LONG result = query_run(query);
    if (result == 0) {
        snprintf(where, sizeof where, "line %lu, address %lu", (unsigned long)line->device,
            (unsigned long)address);
        judge_device(query, offsetof(LINEADDRESSCAPS, dwLineDeviceID), line);
        features_judge(line->provider,
            query_number(query, offsetof(LINEADDRESSCAPS, dwCallFeatures)),
            query_number(query, offsetof(LINEADDRESSCAPS, dwAddressFeatures)), 0, where);
    }
    return result;
}

LONG query_line_status(struct query *query, const struct line *line)
{
    aim(query, line, FN_lineGetLineDevStatus, STRUCT_DEVSTATUS, 1);
    query->invocation.a[0] = line->driver;
    return query_run(query);
}

LONG query_address_status(struct query *query, const struct line *line, DWORD address)
{
    aim(query, line, FN_lineGetAddressStatus, STRUCT_ADDRESSSTATUS, 2);
    query->invocation.a[0] = line->driver;
    query->invocation.a[1] = address;
    return query_run(query);
}

LONG query_call_info(struct query *query, struct call *call)
{
    aim(query, call->line, FN_lineGetCallInfo, STRUCT_CALLINFO, 1);
    query->invocation.a[0] = call->driver;
    LONG result = query_run(query);
    if (result == 0) {
        judge_device(query, offsetof(LINECALLINFO, dwLineDeviceID), call->line);
    }
    return result;
}

LONG query_call_status(struct query *query, struct call *call)
{
    aim(query, call->line, FN_lineGetCallStatus, STRUCT_CALLSTATUS, 1);
    query->invocation.a[0] = call->driver;
    LONG result = query_run(query);
    if (result == 0 && call->line->caps.known) {
        DWORD features = query_number(query, offsetof(LINECALLSTATUS, dwCallFeatures));
        if (features & ~call->line->caps.call_features) {
            violate(RULE_CAPS_FEATURES, "call %d has 0x%lx, the address announced 0x%lx", call->id,
                (unsigned long)features, (unsigned long)call->line->caps.call_features);
        }
    }
    return result;
}

LONG query_get_id(struct query *query, const struct line *line, const wchar_t *class)
{
    void *name = guard_copy(class, (wcslen(class) + 1) * sizeof *class, "device class");
    aim(query, line, FN_lineGetID, STRUCT_VARSTRING, 4);
    query->invocation.a[0] = line->driver;
    query->invocation.a[3] = LINECALLSELECT_LINE;
    query->invocation.a[5] = (DWORD_PTR)name;
    query->invocation.a[6] = (DWORD_PTR)GetCurrentProcess();
    LONG result = name ? query_run(query) : (LONG)LINEERR_NOMEM;
    guard_free(name);
    return result;
}

LONG query_addresses(const struct line *line, enum caller caller, DWORD *number)
{
    DWORD *answer = guard_alloc(sizeof *answer, "number of addresses");
    if (!answer) {
        return (LONG)LINEERR_NOMEM;
    }
    *answer = 0;
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineGetNumAddressIDs,
        .caller = caller,
        .a = {line->driver, (DWORD_PTR)answer}};
    LONG result = tspi_call(&invocation);
    *number = *answer;
    guard_free(answer);
    if (result == 0 && *number == 0) {
        violate(RULE_CAPS_BASIC, "line %lu has no address", (unsigned long)line->device);
    }
    return result;
}
