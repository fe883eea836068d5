#include "text.h"

#include <windows.h>

#include <stdlib.h>
#include <string.h>

size_t text_to_ansi(const uint16_t *text, size_t units, char *out, size_t room)
{
    if (units == 0) {
        return 0;
    }
    return (size_t)WideCharToMultiByte(
        CP_ACP, 0, text, (int)units, out, out ? (int)room : 0, NULL, NULL);
}

size_t text_to_wide(const char *text, size_t length, uint16_t *out, size_t room)
{
    if (length == 0) {
        return 0;
    }
    return (size_t)MultiByteToWideChar(CP_ACP, 0, text, (int)length, out, out ? (int)room : 0);
}

uint16_t *text_wide_copy(const char *text)
{
    if (!text) {
        return NULL;
    }
    size_t length = strlen(text) + 1;
    uint16_t *copy = malloc(length * sizeof *copy);
    if (copy) {
        text_to_wide(text, length, copy, length);
    }
    return copy;
}
