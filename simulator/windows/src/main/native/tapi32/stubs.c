/*
 * Exports that need nothing but the right number of arguments, which stdcall functions take from
 * the stack; tapi.h, which declares them with their types, is left out.
 */
#include "phones.h"

#define NO_HANDLE phone_no_handle()
#define NO_DEVICE phone_no_device()
#define NO_DEVICE_OF phone_no_device_of(a)
#define UNAVAILABLE line_unavailable()
#define FAILS (-16) /* TAPIERR_REQUESTFAILED */

#define STUB(name, parameters, answer)                                                             \
    LONG WINAPI name parameters;                                                                   \
    LONG WINAPI name parameters                                                                    \
    {                                                                                              \
        return answer;                                                                             \
    }

#define P DWORD_PTR
#define ONE (P a)
#define TWO (P a, P b)
#define THREE (P a, P b, P c)
#define FOUR (P a, P b, P c, P d)
#define FIVE (P a, P b, P c, P d, P e)
#define SIX (P a, P b, P c, P d, P e, P f)
#define SEVEN (P a, P b, P c, P d, P e, P f, P g)
#define TEN (P a, P b, P c, P d, P e, P f, P g, P h, P i, P j)
#define TWELVE (P a, P b, P c, P d, P e, P f, P g, P h, P i, P j, P k, P l)

/* They answer without a look at what they get. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#include "stubs.def"
