/* A program that uses TAPI and judges what it gets: one line "not ok" for each thing that is wrong.
 */
#ifndef TEST_PROGRAM_H
#define TEST_PROGRAM_H

#include <windows.h>
#include <tapi.h>

#include <stdio.h>

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)
#define SAME(actual, expected) same((LONGLONG)(actual), (LONGLONG)(expected), #actual, __LINE__)

void check(int good, const char *text, int line);
void same(LONGLONG actual, LONGLONG expected, const char *text, int line);

enum { LIMIT_MS = 30000 };

/* Scenes, each the whole life of a program. */
void scene_event(void);
void scene_window(void);
void scene_port(void);
void scene_old(void);
void scene_texts(void);
void scene_checks(void);
void scene_many(void);
void scene_down(void);
void scene_lost(void);
void scene_hang(void);
void scene_exit(void);
void scene_assisted(void);
void scene_translate(void);
void scene_phones(void);
void scene_dialogs(void);
void scene_real(void);
void scene_talk(void);
void scene_closes(void);
void scene_stuck(void);
void scene_full(void);
void scene_missing(void);
void scene_killed(void);

/* Initialises with an event. */
HLINEAPP with_event(void);
/* The next message of an app with an event, of this kind; other kinds are skipped. */
LINEMESSAGE next_message(HLINEAPP app, DWORD kind);
HLINE open_line(HLINEAPP app, DWORD device, DWORD_PTR instance);

#endif
