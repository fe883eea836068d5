/* Lines: version, capabilities, opening and closing as the telephony service does it for programs.
 */
#ifndef TAPISRV_LINES_H
#define TAPISRV_LINES_H

#include "structs.h"
#include "invoke.h"

/* The highest version this service offers. */
void lines_highest(DWORD version);
DWORD lines_highest_known(void);

LONG line_negotiate(struct line *line, DWORD low, DWORD high);
/* Reads the capabilities of a line and its addresses, and judges them. */
void line_learn(struct line *line);

struct opening {
    enum caller caller;
    DWORD version; /* the program's API version */
    DWORD media_modes;
    DWORD line_states;
    DWORD address_states;
};

/* One more program, or the script (seat NULL). Only the first one opens the line at the provider.
 */
LONG line_open(struct line *line, const struct opening *opening, struct seat *seat);
/* One less; the last one closes the line: its calls end (drop: lineDrop before lineCloseCall). */
LONG line_leave(struct line *line, enum caller caller, bool drop, struct seat *seat);
/* Closes the line for all who have it open. */
LONG line_close(struct line *line, enum caller caller, bool drop);
LONG line_set_media(struct line *line, enum caller caller, DWORD modes);
/* Tells the provider what all who have the line open want now. */
LONG line_settle(struct line *line, enum caller caller);
/* Only TSPI_lineSetStatusMessages of that. */
void lines_settle_messages(struct line *line);
LONG call_close(struct call *call, enum caller caller);
/* lineDrop; *request is the id. */
LONG call_drop(struct call *call, enum caller caller, DWORD *request);

/* Queries about a line, an address or a call. */
LONG query_dev_caps(struct query *query, const struct line *line);
LONG query_address_caps(struct query *query, const struct line *line, DWORD address);
LONG query_line_status(struct query *query, const struct line *line);
LONG query_address_status(struct query *query, const struct line *line, DWORD address);
LONG query_call_info(struct query *query, struct call *call);
LONG query_call_status(struct query *query, struct call *call);
/* lineGetID for the line and a device class. */
LONG query_get_id(struct query *query, const struct line *line, const wchar_t *class);
LONG query_addresses(const struct line *line, enum caller caller, DWORD *number);

#endif
