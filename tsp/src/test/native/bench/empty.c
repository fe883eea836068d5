/* The least that a function of a provider can do; what is measured of ours is compared with it. */
#include <windows.h>

LONG WINAPI TSPI_lineGetNumAddressIDs(void *line, DWORD *count);

LONG WINAPI TSPI_lineGetNumAddressIDs(void *line, DWORD *count)
{
    (void)line;
    *count = 1;
    return 0;
}
