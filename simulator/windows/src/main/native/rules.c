#include "rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { MAX_VIOLATIONS = 4096, MAX_DETAIL = 256 };

static const struct {
    const char *id;
    const char *text;
    const char *source;
} rules[RULE_COUNT] = {
#define RULE(constant, id, text, source) {id, text, source},
#include "rules.def"
#undef RULE
};

struct violation {
    enum rule rule;
    char detail[MAX_DETAIL];
};

static bool off[RULE_COUNT];
static struct violation list[MAX_VIOLATIONS];
static unsigned count;
static unsigned dropped;
static CRITICAL_SECTION guard;

void rules_start(void)
{
    InitializeCriticalSection(&guard);
}

static void write_violation(struct out *out, enum rule rule, const char *detail)
{
    out_text(out, "rule", rules[rule].id);
    out_text(out, "text", rules[rule].text);
    out_text(out, "source", rules[rule].source);
    out_text(out, "detail", detail);
}

void violate(enum rule rule, const char *format, ...)
{
    struct violation found = {.rule = rule};
    va_list arguments;
    if (off[rule]) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(found.detail, sizeof found.detail, format, arguments);
    va_end(arguments);
    EnterCriticalSection(&guard);
    if (count < MAX_VIOLATIONS) {
        list[count++] = found;
    } else {
        dropped++;
    }
    LeaveCriticalSection(&guard);
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_open(&out, "violation", '{');
    write_violation(&out, rule, found.detail);
    out_close(&out);
    out_close(&out);
    out_send(&out);
}

bool rules_switch(const char *id, bool on)
{
    bool found = false;
    for (unsigned i = 0; i < RULE_COUNT; i++) {
        if (strcmp(id, "*") == 0 || strcmp(id, rules[i].id) == 0) {
            off[i] = !on;
            found = true;
        }
    }
    return found;
}

void rules_write(struct out *out)
{
    out_open(out, "rules", '[');
    for (unsigned i = 0; i < RULE_COUNT; i++) {
        out_open(out, NULL, '{');
        out_text(out, "rule", rules[i].id);
        out_text(out, "text", rules[i].text);
        out_text(out, "source", rules[i].source);
        out_bool(out, "on", !off[i]);
        out_close(out);
    }
    out_close(out);
}

void violations_write(struct out *out)
{
    EnterCriticalSection(&guard);
    out_open(out, "violations", '[');
    for (unsigned i = 0; i < count; i++) {
        out_open(out, NULL, '{');
        write_violation(out, list[i].rule, list[i].detail);
        out_close(out);
    }
    out_close(out);
    out_number(out, "dropped", dropped);
    LeaveCriticalSection(&guard);
}

void violations_clear(void)
{
    EnterCriticalSection(&guard);
    count = 0;
    dropped = 0;
    LeaveCriticalSection(&guard);
}
