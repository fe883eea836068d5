/*
 * Constants that came with later versions of TAPI, for lines that were opened with an earlier one.
 * Source: LINEDISCONNECTMODE_, LINECALLORIGIN_, LINECALLREASON_, LINECONNECTEDMODE_ pages.
 */
#include "inside.h"

enum { V1_4 = 0x00010004, V2_0 = 0x00020000 };

uint32_t downgrade_mode(uint32_t state, uint32_t mode, uint32_t version)
{
    if (state == T_LINECALLSTATE_DISCONNECTED) {
        if (mode > T_LINEDISCONNECTMODE_NODIALTONE && version < V2_0) {
            return T_LINEDISCONNECTMODE_UNKNOWN;
        }
        if (mode == T_LINEDISCONNECTMODE_NODIALTONE && version < V1_4) {
            return T_LINEDISCONNECTMODE_UNKNOWN;
        }
        return mode == 0 ? T_LINEDISCONNECTMODE_NORMAL : mode;
    }
    if (state == T_LINECALLSTATE_CONNECTED) {
        if (version < V1_4) {
            return 0;
        }
        if (version < V2_0 && mode > T_LINECONNECTEDMODE_INACTIVE) {
            return T_LINECONNECTEDMODE_INACTIVE;
        }
        return mode;
    }
    if (state == T_LINECALLSTATE_OFFERING && version < V1_4) {
        return 0;
    }
    return mode;
}

uint32_t downgrade_origin(uint32_t origin, uint32_t version)
{
    return version < V1_4 && origin == T_LINECALLORIGIN_INBOUND ? T_LINECALLORIGIN_UNKNOWN : origin;
}

uint32_t downgrade_reason(uint32_t reason, uint32_t version)
{
    return version < V2_0 && reason == T_LINECALLREASON_ROUTEREQUEST ? T_LINECALLREASON_UNKNOWN
                                                                     : reason;
}
