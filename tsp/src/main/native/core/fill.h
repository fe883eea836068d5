/*
 * Fills TAPI's variable structures from the cache. Only the fixed part of the negotiated version is
 * written, never dwTotalSize nor what TAPI owns; what does not fit stays 0 and the result is still
 * success. LINEERR_STRUCTURETOOSMALL only if the fixed part itself does not fit.
 * Source: TSPI lineGetDevCaps and its sisters, LINEDEVCAPS "dwNeededSize", "dwUsedSize".
 */
#ifndef ISHMAEL_FILL_H
#define ISHMAEL_FILL_H

#include "provider.h"
#include "tapi_layout.h"

enum structure { DEV_CAPS, ADDRESS_CAPS, CALL_INFO, CALL_STATUS, ADDRESS_STATUS, DEV_STATUS };

/* A feature is promised only if its function is exported, whatever the gateway can do. */
enum {
    EXPORTED_CALL_FEATURES =
        T_LINECALLFEATURE_ACCEPT | T_LINECALLFEATURE_ANSWER | T_LINECALLFEATURE_DIAL |
        T_LINECALLFEATURE_DROP | T_LINECALLFEATURE_HOLD | T_LINECALLFEATURE_UNHOLD |
        T_LINECALLFEATURE_SWAPHOLD | T_LINECALLFEATURE_BLINDTRANSFER | T_LINECALLFEATURE_REDIRECT |
        T_LINECALLFEATURE_SETUPTRANSFER | T_LINECALLFEATURE_COMPLETETRANSF |
        T_LINECALLFEATURE_SETUPCONF | T_LINECALLFEATURE_PREPAREADDCONF |
        T_LINECALLFEATURE_ADDTOCONF | T_LINECALLFEATURE_REMOVEFROMCONF,
    EXPORTED_ADDRESS_FEATURES = T_LINEADDRFEATURE_MAKECALL | T_LINEADDRFEATURE_PICKUP,
    EXPORTED_LINE_FEATURES = T_LINEFEATURE_MAKECALL
};

/* Octets of the fixed part in that version. */
uint32_t fixed_size(enum structure structure, uint32_t version);

int32_t fill_dev_caps(const struct line *line, uint32_t version, void *out);
int32_t fill_address_caps(const struct line *line, uint32_t version, void *out);
int32_t fill_dev_status(const struct line *line, void *out);
int32_t fill_address_status(const struct line *line, void *out);
int32_t fill_call_info(const struct call *call, void *out);
int32_t fill_call_status(const struct call *call, void *out);
/* LINECALLFEATURE2_ bits that go with LINECALLFEATURE_ bits. */
uint32_t transfer_features(const struct line *line, uint32_t call_features);
/* A VARSTRING with a 32-bit number: the answer for class tapi/line. */
int32_t fill_device_id(uint32_t device, void *out);

/* Milliseconds since 1970 UTC as SYSTEMTIME: year, month, weekday, day, hour, minute, second, ms.
 */
void system_time(int64_t since, uint16_t out[8]);

#endif
