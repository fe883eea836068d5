/* program SCENE: exit code 0 and "passed" if nothing was wrong. */
#include "program.h"

#include <string.h>

static volatile LONG failures;

void check(int good, const char *text, int line)
{
    if (!good) {
        InterlockedIncrement(&failures);
        printf("not ok: line %d: %s\n", line, text);
        fflush(stdout);
    }
}

void same(LONGLONG actual, LONGLONG expected, const char *text, int line)
{
    if (actual != expected) {
        InterlockedIncrement(&failures);
        printf("not ok: line %d: %s is %#llx, not %#llx\n", line, text, (unsigned long long)actual,
            (unsigned long long)expected);
        fflush(stdout);
    }
}

HLINEAPP with_event(void)
{
    HLINEAPP app = 0;
    DWORD devices = 0, version = 0x00020002;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    SAME(lineInitializeExW(&app, NULL, NULL, L"Ähab", &devices, &version, &params), 0);
    SAME(devices, 2);
    SAME(version, 0x00030001);
    CHECK(params.Handles.hEvent);
    return app;
}

LINEMESSAGE next_message(HLINEAPP app, DWORD kind)
{
    LINEMESSAGE message = {0};
    LONG result;
    do {
        result = lineGetMessage(app, &message, LIMIT_MS);
    } while (result == 0 && message.dwMessageID != kind);
    SAME(result, 0);
    return message;
}

HLINE open_line(HLINEAPP app, DWORD device, DWORD_PTR instance)
{
    HLINE line = 0;
    SAME(lineOpenW(app, device, &line, 0x00020000, 0, instance, LINECALLPRIVILEGE_OWNER,
             LINEMEDIAMODE_INTERACTIVEVOICE, NULL),
        0);
    CHECK(line);
    return line;
}

static const struct scene {
    const char *name;
    void (*play)(void);
} scenes[] = {
    {"event", scene_event},
    {"window", scene_window},
    {"port", scene_port},
    {"old", scene_old},
    {"texts", scene_texts},
    {"checks", scene_checks},
    {"many", scene_many},
    {"down", scene_down},
    {"lost", scene_lost},
    {"hang", scene_hang},
    {"exit", scene_exit},
    {"assisted", scene_assisted},
    {"translate", scene_translate},
    {"phones", scene_phones},
    {"dialogs", scene_dialogs},
    {"real", scene_real},
    {"talk", scene_talk},
    {"closes", scene_closes},
    {"stuck", scene_stuck},
    {"full", scene_full},
    {"missing", scene_missing},
    {"killed", scene_killed},
};

int main(int count, char **arguments)
{
    int played = 0;
    for (size_t i = 0; count == 2 && i < sizeof scenes / sizeof scenes[0]; i++) {
        if (!strcmp(scenes[i].name, arguments[1])) {
            scenes[i].play();
            played = 1;
        }
    }
    if (played && failures == 0) {
        puts("passed");
    }
    return played && failures == 0 ? 0 : 1;
}
