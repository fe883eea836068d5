/*
 * What the provider tells Windows when it opens its pipes: a Windows that does not enforce it, or
 * does not tell the server of it, shows nothing. The provider's import of CreateFileW leads here.
 */
#include "pipe_check.h"

#include <tapi.h>
#include <tspi.h>

#include <wchar.h>

typedef LONG(WINAPI *generic_fn)(TUISPIDLLCALLBACK, HTAPIDIALOGINSTANCE, LPVOID, DWORD, HANDLE);

static const wchar_t tickets[] = L"\\\\.\\pipe\\ishmael-pipe-check-tickets";

/* What a pipe was opened with; `access` is 0: it was not. */
struct opened {
    const wchar_t *name;
    volatile DWORD access;
    DWORD sharing;
    DWORD disposition;
    DWORD flags;
    bool inherited;
};

static struct opened line = {.name = L""};
static struct opened ticket = {.name = tickets};

static HANDLE WINAPI create_file(LPCWSTR name, DWORD access, DWORD sharing,
    LPSECURITY_ATTRIBUTES security, DWORD disposition, DWORD flags, HANDLE template)
{
    struct opened *opened = wcscmp(name, line.name) == 0     ? &line
                            : wcscmp(name, ticket.name) == 0 ? &ticket
                                                             : NULL;
    if (opened != NULL) {
        opened->sharing = sharing;
        opened->disposition = disposition;
        opened->flags = flags;
        opened->inherited = security != NULL && security->bInheritHandle;
        opened->access = access;
    }
    return CreateFileW(name, access, sharing, security, disposition, flags, template);
}

static bool lead(IMAGE_THUNK_DATA *entry, ULONG_PTR to)
{
    DWORD before;
    bool open = VirtualProtect(entry, sizeof *entry, PAGE_READWRITE, &before);
    if (open) {
        entry->u1.Function = to;
        VirtualProtect(entry, sizeof *entry, before, &before);
    }
    return open;
}

/* Where the provider's calls of CreateFileW go by; NULL: it does not import it. */
static IMAGE_THUNK_DATA *import_of_create_file(void)
{
    BYTE *base = (BYTE *)dll;
    const IMAGE_DOS_HEADER *dos = (const void *)base;
    const IMAGE_NT_HEADERS *nt = (const void *)(base + dos->e_lfanew);
    DWORD at = nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress;
    const IMAGE_IMPORT_DESCRIPTOR *of = (const void *)(base + at);
    for (; at != 0 && of->Name != 0; of++) {
        const IMAGE_THUNK_DATA *name = (const void *)(base + of->OriginalFirstThunk);
        IMAGE_THUNK_DATA *entry = (void *)(base + of->FirstThunk);
        for (; name->u1.AddressOfData != 0; name++, entry++) {
            const IMAGE_IMPORT_BY_NAME *import = (const void *)(base + name->u1.AddressOfData);
            if (!IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal) &&
                strcmp(import->Name, "CreateFileW") == 0) {
                return entry;
            }
        }
    }
    return NULL;
}

static bool was_opened(const struct opened *opened)
{
    for (int waited = 0; waited < WAIT_MS && opened->access == 0; waited += STEP_MS) {
        Sleep(STEP_MS);
    }
    return opened->access != 0;
}

/* Overlapped; with a quality of service: level Identification, effective only. */
static bool gives_identity_only(const struct opened *opened)
{
    return opened->flags == (0x40000000 | 0x00100000 | 0x00010000 | 0x00080000) &&
           opened->sharing == 0 && opened->disposition == OPEN_EXISTING && !opened->inherited;
}

static void show_ticket(void)
{
    BYTE block[4 + 16 + sizeof tickets] = {1};
    memcpy(block + 4 + 16, tickets, sizeof tickets);
    generic_fn show = (generic_fn)(void *)GetProcAddress(dll, "TUISPI_providerGenericDialog");
    show(NULL, 77, block, sizeof block, NULL);
}

void check_arguments(const wchar_t *line_pipe)
{
    IMAGE_THUNK_DATA *import = import_of_create_file();
    ULONG_PTR before = import == NULL ? 0 : import->u1.Function;
    line.name = line_pipe;
    check(import != NULL && lead(import, (ULONG_PTR)create_file), "CreateFileW is watched");
    check(provider_starts() && was_opened(&line), "the provider opens the line pipe");
    check(gives_identity_only(&line), "the line pipe's server may not act as the provider");
    /* as docs/line-protocol.md grants them: without FILE_CREATE_PIPE_INSTANCE */
    check(line.access == 0x0012019b, "the provider asks for no right to make the line pipe");
    check(provider_ends(), "the provider ends");
    show_ticket();
    check(was_opened(&ticket) && gives_identity_only(&ticket),
        "who takes tickets may not act as the program");
    check(ticket.access == (FILE_READ_DATA | FILE_WRITE_DATA),
        "a program asks for no more than reading and writing");
    check(import != NULL && lead(import, before), "CreateFileW is not watched any more");
}
