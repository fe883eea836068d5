/* What Windows' TAPI answers with LINEERR_INVALPOINTER is found before it is touched. */
#include "request.h"

enum {
    READ = PAGE_READONLY | PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READ |
           PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY,
    WRITE = PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY
};

/* How many octets from here can be used in this way; 0: none. */
static size_t reachable(const void *memory, DWORD protection)
{
    MEMORY_BASIC_INFORMATION region;
    if (!memory || VirtualQuery(memory, &region, sizeof region) == 0 ||
        region.State != MEM_COMMIT || (region.Protect & protection) == 0 ||
        (region.Protect & PAGE_GUARD) != 0) {
        return 0;
    }
    return (size_t)((const char *)region.BaseAddress + region.RegionSize - (const char *)memory);
}

static bool all_reachable(const void *memory, size_t size, DWORD protection)
{
    const char *place = memory;
    while (size > 0) {
        size_t here = reachable(place, protection);
        if (here == 0) {
            return false;
        }
        here = here < size ? here : size;
        place += here;
        size -= here;
    }
    return true;
}

bool readable(const void *memory, size_t size)
{
    return all_reachable(memory, size, READ);
}

bool writable(void *memory, size_t size)
{
    return all_reachable(memory, size, WRITE);
}

bool text_readable(struct text text)
{
    const char *place = text.text;
    size_t unit = text.form == WIDE ? sizeof(wchar_t) : 1;
    for (;;) {
        size_t here = reachable(place, READ) / unit;
        if (here == 0) {
            return false;
        }
        for (size_t i = 0; i < here; i++, place += unit) {
            if (place[0] == 0 && (unit == 1 || place[1] == 0)) {
                return true;
            }
        }
    }
}
