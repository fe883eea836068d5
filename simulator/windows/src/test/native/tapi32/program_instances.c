/* Dialogs that the test provider starts in this program (src/test/native/provider/dialogs.c). */
#include "program.h"

#include <string.h>

enum { DIALOG_FREED = 4711 };

struct scene {
    HLINEAPP app;
    HLINE line;
    DWORD version;
};

static struct scene begin(void)
{
    struct scene scene = {0};
    DWORD devices = 0, version = 0x00020002;
    LINEEXTENSIONID extension;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    SAME(lineInitializeExA(&scene.app, NULL, NULL, "Instances", &devices, &version, &params), 0);
    SAME(lineNegotiateAPIVersion(scene.app, 0, 0x00010003, 0x00020002, &scene.version, &extension),
        0);
    SAME(lineOpenA(scene.app, 0, &scene.line, scene.version, 0, 0, LINECALLPRIVILEGE_OWNER,
             LINEMEDIAMODE_INTERACTIVEVOICE, NULL),
        0);
    return scene;
}

static HANDLE named(const char *name)
{
    HANDLE event = CreateEventA(NULL, TRUE, FALSE, name);
    CHECK(event);
    return event;
}

static void await_named(HANDLE event)
{
    SAME(WaitForSingleObject(event, LIMIT_MS), WAIT_OBJECT_0);
}

static LONG ask(const struct scene *scene, const char *mode)
{
    char text[32] = "dialog:";
    strcat(text, mode);
    LONG request = lineDevSpecific(scene->line, 0, 0, text, (DWORD)strlen(text));
    CHECK(request > 0);
    return request;
}

static void freed(const struct scene *scene)
{
    LINEMESSAGE message = next_message(scene->app, LINE_DEVSPECIFIC);
    SAME(message.dwParam1, DIALOG_FREED);
    SAME(message.dwParam3, GetCurrentProcessId());
}

static void reply(const struct scene *scene, LONG request)
{
    LINEMESSAGE message = next_message(scene->app, LINE_REPLY);
    SAME(message.dwParam1, request);
    SAME(message.dwParam2, 0);
}

static BOOL ui_is_gone(void)
{
    for (int waited = 0; waited < LIMIT_MS && GetModuleHandleW(L"tapi32-ui.dll"); waited += 20) {
        Sleep(20);
    }
    return !GetModuleHandleW(L"tapi32-ui.dll");
}

/* Something that needs the service, twice over. */
static void telephone(const struct scene *scene)
{
    HCALL call = 0;
    LONG request = lineMakeCallA(scene->line, &call, "102", 0, NULL);
    CHECK(request > 0);
    reply(scene, request);
    request = lineDrop(call, NULL, 0);
    CHECK(request > 0);
    reply(scene, request);
    SAME(lineDeallocateCall(call), 0);
}

static void finish(const struct scene *scene)
{
    SAME(lineClose(scene->line), 0);
    SAME(lineShutdown(scene->app), 0);
}

/* The file judges; its verdict is the request's result. Twice: it is unloaded in between. */
void scene_talk(void)
{
    struct scene scene = begin();
    for (int i = 0; i < 2; i++) {
        reply(&scene, ask(&scene, "talk"));
        freed(&scene);
        CHECK(ui_is_gone());
    }
    finish(&scene);
}

/* The provider has its dialog closed, the program another by lineShutdown. */
void scene_closes(void)
{
    struct scene scene = begin();
    HANDLE closed = named("tapi32-ui-closed"), wait = named("tapi32-ui-wait");
    reply(&scene, ask(&scene, "close"));
    freed(&scene);
    await_named(closed);
    ResetEvent(closed);
    reply(&scene, ask(&scene, "wait"));
    await_named(wait);
    finish(&scene);
    await_named(closed);
    CHECK(ui_is_gone());
}

/* A dialog that never ends holds nobody up. */
void scene_stuck(void)
{
    struct scene scene = begin();
    HANDLE stuck = named("tapi32-ui-stuck");
    reply(&scene, ask(&scene, "stuck"));
    await_named(stuck);
    telephone(&scene);
    reply(&scene, ask(&scene, "talk"));
    freed(&scene);
    finish(&scene);
}

/* Sixteen, and no more. */
void scene_full(void)
{
    struct scene scene = begin();
    for (int i = 0; i < 15; i++) {
        reply(&scene, ask(&scene, "wait"));
    }
    telephone(&scene);
    reply(&scene, ask(&scene, "talk"));
    freed(&scene);
    reply(&scene, ask(&scene, "wait"));
    LONG request = ask(&scene, "wait");
    LINEMESSAGE message = next_message(scene.app, LINE_REPLY);
    SAME(message.dwParam1, request);
    SAME((DWORD)message.dwParam2, (DWORD)LINEERR_OPERATIONUNAVAIL);
    finish(&scene);
    CHECK(ui_is_gone());
}

/* A file that does not load is no dialog, and nothing else. */
void scene_missing(void)
{
    struct scene scene = begin();
    reply(&scene, ask(&scene, "missing"));
    SAME(next_message(scene.app, LINE_DEVSPECIFIC).dwParam1, DIALOG_FREED);
    telephone(&scene);
    finish(&scene);
}

/* Until it is killed. */
void scene_killed(void)
{
    struct scene scene = begin();
    HANDLE stuck = named("tapi32-ui-stuck");
    reply(&scene, ask(&scene, "stuck"));
    await_named(stuck);
    puts("shown");
    fflush(stdout);
    Sleep(INFINITE);
}
