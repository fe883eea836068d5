/*
 * Calls and the programs that own or monitor them: who gets a handle, what is sent to whom, what
 * happens when a handle goes. calls_report and the releases call the provider: without the lock.
 */
#ifndef TAPISRV_PROGRAMS_CALLS_H
#define TAPISRV_PROGRAMS_CALLS_H

#include "programs_model.h"
#include "worker.h"

/* On the worker's thread: hands a report of a provider on to the programs it is for. */
void calls_report(const struct report *report);

/* A request's buffer is needed no more by its asker, or by its completion: the second frees it. */
void request_output_release(struct request *request);

/* Why a program's handle of a call goes. */
enum release {
    RELEASE_DEALLOCATE, /* lineDeallocateCall: the call lives on */
    RELEASE_CLOSE       /* lineClose, lineShutdown, end of the program: its own calls are dropped */
};

/* The handle ends; calls the provider if the call is to be dropped or closed. */
void grip_release(struct grip *grip, enum release why);
/* All handles of calls that a seat has. */
void seat_release_calls(struct seat *seat);
/* The line has gone: LINE_CLOSE to all seats, whose handles end. */
void seats_lose(struct line *line);
void seat_end(struct seat *seat);

/* The seat that gets a new call, or one handed off, of these media modes: by priority. */
struct seat *calls_best_owner(const struct line *line, DWORD media, DWORD address);
/* Sends a program the first message about a call that it did not ask for. */
void grip_announce(struct grip *grip, DWORD state, DWORD_PTR mode);
void grip_send_state(struct grip *grip, DWORD state, DWORD_PTR mode);
/* LINE_CALLINFO to all other handles of the call. */
void calls_tell_info(const struct call *call, const struct grip *except, DWORD bits);
/* LINE_LINEDEVSTATE to all who want it. */
void lines_tell(const struct line *line, const struct seat *except, DWORD bits);

/* LINE_CREATE or LINE_REMOVE to all who have initialised. */
void calls_tell_device(LONG message, DWORD device);

#endif
