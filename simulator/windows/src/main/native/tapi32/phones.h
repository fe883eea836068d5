/* What functions answer that need a device which is not there. */
#ifndef TAPI32_PHONES_H
#define TAPI32_PHONES_H

#include <windows.h>

LONG phone_no_handle(void);
LONG phone_no_device(void);
LONG phone_no_device_of(DWORD_PTR app);
/* Functions that the service does not know. */
LONG line_unavailable(void);

#endif
