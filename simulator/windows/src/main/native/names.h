/* Symbolic names of TAPI constants, for reports and for JSON arguments. */
#ifndef TAPISRV_NAMES_H
#define TAPISRV_NAMES_H

#include <stdbool.h>
#include <windows.h>

struct name {
    DWORD value;
    const char *text; /* NULL ends a set */
};

extern const struct name call_state_names[];
extern const struct name call_feature_names[];
extern const struct name call_feature2_names[];
extern const struct name addr_feature_names[];
extern const struct name line_feature_names[];
extern const struct name call_info_state_names[];
extern const struct name dev_state_names[];
extern const struct name addr_state_names[];
extern const struct name disconnect_mode_names[];
extern const struct name busy_mode_names[];
extern const struct name dialtone_mode_names[];
extern const struct name connected_mode_names[];
extern const struct name offering_mode_names[];
extern const struct name special_info_names[];
extern const struct name media_mode_names[];
extern const struct name bearer_mode_names[];
extern const struct name origin_names[];
extern const struct name reason_names[];
extern const struct name party_id_names[];
extern const struct name dev_status_names[];
extern const struct name addr_cap_names[];
extern const struct name dev_cap_names[];
extern const struct name address_mode_names[];
extern const struct name sharing_names[];
extern const struct name transfer_mode_names[];
extern const struct name forward_mode_names[];
extern const struct name privilege_names[];
extern const struct name digit_mode_names[];
extern const struct name answer_mode_names[];
extern const struct name error_names[];
extern const struct name message_names[];

/* The name of exactly this value, or NULL. */
const char *name_of(const struct name *set, DWORD value);
/* All bits of a set. */
DWORD mask_of(const struct name *set);
bool value_of(const struct name *set, const char *text, DWORD *value);

#endif
