/* The rules a provider is judged by, and the list of violations. Thread safe. */
#ifndef TAPISRV_RULES_H
#define TAPISRV_RULES_H

#include "json.h"
#include <stdbool.h>

enum rule {
#define RULE(constant, id, text, source) RULE_##constant,
#include "rules.def"
#undef RULE
    RULE_COUNT
};

void rules_start(void);
/* Reports a broken rule, unless the rule is switched off. */
void violate(enum rule rule, const char *format, ...) __attribute__((format(gnu_printf, 2, 3)));
/* Switches one rule ("*" = all) on or off; false if no rule has this id. */
bool rules_switch(const char *id, bool on);
void rules_write(struct out *out);
void violations_write(struct out *out);
void violations_clear(void);

#endif
