/* Finds and starts the program in which lines and users are chosen. Runs in a user's process. */
#include "tsp.h"

#include <stdio.h>

enum { MIN_PATH = 7 }; /* C:\a.exe has one more */

/* A local file by drive letter, without detours: nobody but administrators writes the setting. */
static bool is_program_path(const wchar_t *path)
{
    size_t length = wcslen(path);
    bool drive = length > MIN_PATH && ((path[0] | 0x20) >= L'a' && (path[0] | 0x20) <= L'z') &&
                 path[1] == L':' && path[2] == L'\\';
    return drive && wcspbrk(path + 2, L":*?\"<>|/") == NULL && wcsstr(path, L"\\..") == NULL &&
           _wcsicmp(path + length - 4, L".exe") == 0;
}

static bool is_file(const wchar_t *path)
{
    DWORD attributes = GetFileAttributesW(path);
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

/* The folder of the program: a start folder that others cannot write to. */
static void folder_of(const wchar_t *path, wchar_t *out)
{
    wcscpy(out, path);
    wchar_t *last = wcsrchr(out, L'\\');
    last[last == out + 2 ? 1 : 0] = L'\0';
}

static enum admin_start start(const wchar_t *path, DWORD *error)
{
    wchar_t command[SETTING_UNITS + 3];
    wchar_t folder[SETTING_UNITS];
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    _snwprintf(command, SETTING_UNITS + 3, L"\"%ls\"", path);
    folder_of(path, folder);
    if (!CreateProcessW(path, command, NULL, NULL, FALSE, 0, NULL, folder, &startup, &process)) {
        *error = GetLastError();
        return ADMIN_FAILED;
    }
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return ADMIN_STARTED;
}

enum admin_start admin_program_start(DWORD *error)
{
    wchar_t path[SETTING_UNITS];
    *error = 0;
    if (!setting_text(L"AdminProgram", path, SETTING_UNITS) || !is_program_path(path) ||
        !is_file(path)) {
        return ADMIN_NOT_INSTALLED;
    }
    return start(path, error);
}
