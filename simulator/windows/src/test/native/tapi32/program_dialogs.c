/* Providers' dialogs: the user interface file is ui.c of this folder. */
#include "program.h"

#define ERROR_OF(code) ((LONGLONG)(code)-0x100000000LL)

void scene_dialogs(void)
{
    DWORD provider = 0;
    union {
        VARSTRING text;
        char room[40];
    } out = {.text = {.dwTotalSize = sizeof out}};
    SAME(lineConfigDialogA(1, NULL, "tapi/line"), 0);
    SAME(lineConfigDialogW(1, NULL, L"cancel"), ERROR_OF(LINEERR_USERCANCELLED));
    SAME(lineConfigDialogW(1, (HWND)(ULONG_PTR)0x7777, L"cancel"), ERROR_OF(LINEERR_INVALPARAM));
    SAME(lineConfigDialogEditA(1, NULL, "tapi/line", (char[]){"ab"}, 2, &out.text), 0);
    SAME(out.text.dwStringSize, 2);
    SAME(out.room[out.text.dwStringOffset], 'a');
    SAME(lineConfigProvider(NULL, 8), 0);
    SAME(lineConfigProvider(NULL, 9), ERROR_OF(LINEERR_OPERATIONFAILED));
    SAME(lineAddProviderA("good.tsp", NULL, NULL), ERROR_OF(LINEERR_INVALPOINTER));
    SAME(lineAddProviderA("good.tsp", NULL, &provider), 0);
    SAME(provider, 8);
    SAME(lineRemoveProvider(8, NULL), 0);
    CHECK(!GetModuleHandleW(L"tapi32-ui.dll"));
}
