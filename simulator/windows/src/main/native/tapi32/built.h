/* Structures that tapi32 fills itself: made in the W form, however large, then written for the
 * program. */
#ifndef TAPI32_BUILT_H
#define TAPI32_BUILT_H

#include "layout.h"
#include "request.h"

struct built {
    uint8_t *data;
    size_t used;
    size_t room;
    bool failed;
};

/* Begins with `fixed` octets of zero. */
struct built built_new(size_t fixed);
void built_number(struct built *built, size_t place, DWORD number);
/* Appends octets (or zeros if `bytes` is NULL) and notes them in the pair at `field`; their place.
 */
size_t built_bytes(struct built *built, size_t field, const void *bytes, size_t size);
void built_text(struct built *built, size_t field, const uint16_t *text);
void built_ascii(struct built *built, size_t field, const char *text);
/* Checks the program's structure, writes it and frees what was built. 0 or a LINEERR_. */
LONG built_write(struct built *built, void *structure, const struct layout *layout, enum form form);

#endif
