/* The link thread: connects for ever, reads frames into the core, writes what the core queues. */
#include "tsp.h"

#include <stdlib.h>

enum {
    BACKOFF_FIRST_MS = 100,
    BACKOFF_MAX_MS = 5000,
    SILENCE_MS = 30000,
    LAST_WORDS_MS = 500, /* for what is queued when the provider stops */
    FIRST_ATTEMPTS = 3   /* after so many the first enumeration waits no longer */
};

struct link {
    struct runtime *runtime;
    HANDLE pipe;
    OVERLAPPED read;
    OVERLAPPED write;
    struct frame_stream stream;
    struct out_frame *out; /* being written */
    bool reading;
    bool refused;
    struct pipe_failure last; /* of the last attempt to connect */
    uint64_t heard;
    HKEY settings;
    HANDLE settings_changed;
};

static bool watch_settings(struct link *link)
{
    return link->settings != NULL &&
           RegNotifyChangeKeyValue(link->settings, FALSE, REG_NOTIFY_CHANGE_LAST_SET,
               link->settings_changed, TRUE) == ERROR_SUCCESS;
}

static bool start_read(struct link *link)
{
    size_t room = 0;
    uint8_t *space = frame_stream_space(&link->stream, &room);
    link->reading = true;
    if (ReadFile(link->pipe, space, (DWORD)room, NULL, &link->read) ||
        GetLastError() == ERROR_IO_PENDING) {
        return true;
    }
    link->reading = false;
    return false;
}

/* Waits while the sender is behind: the gateway is slowed, nothing is lost. */
static bool wait_for_room(struct link *link)
{
    struct runtime *runtime = link->runtime;
    while (provider_events_full(&runtime->provider) && !runtime->stopping) {
        WakeConditionVariable(&runtime->changed);
        SleepConditionVariableSRW(&runtime->settled, &runtime->lock, 1000, 0);
    }
    return !runtime->stopping;
}

/* One frame into the core; the lock is not held for the trace, nor from one frame to the next. */
static bool take_frame(struct link *link, const uint8_t *octets, size_t length)
{
    struct runtime *runtime = link->runtime;
    struct provider *provider = &runtime->provider;
    runtime_lock(runtime);
    uint64_t generation = provider->generation;
    enum wire_error error = provider_frame(provider, octets, length, runtime_now());
    link->refused = provider->refused;
    bool snapshot = provider->generation != generation;
    uint64_t beyond = provider->beyond_bounds;
    bool on = error == WIRE_OK && !link->refused && !provider->broken && wait_for_room(link);
    runtime_unlock(runtime);
    if (snapshot) {
        WakeAllConditionVariable(&runtime->settled);
    }
    trace_frame("<", octets, length);
    if (snapshot && beyond != 0) {
        trace(TRACE_NORMAL, "%I64u lines or calls are beyond the bounds", beyond);
    }
    if (link->refused) { /* the text is written by this thread only */
        trace(TRACE_NORMAL, "gateway refused the link: %s", provider->refusal);
    }
    if (error != WIRE_OK) {
        trace(
            TRACE_NORMAL, "frame from the gateway breaks the grammar: %s", wire_error_name(error));
    }
    return on;
}

static bool take_frames(struct link *link)
{
    const uint8_t *octets = NULL;
    size_t length = 0;
    enum stream_step step;
    while ((step = frame_stream_next(&link->stream, &octets, &length)) == STREAM_FRAME) {
        if (!take_frame(link, octets, length)) {
            return false;
        }
    }
    if (step == STREAM_BROKEN) {
        trace(TRACE_NORMAL, "frame from the gateway breaks the grammar: LENGTH");
    }
    return step == STREAM_MORE;
}

static bool finish_read(struct link *link)
{
    DWORD count = 0;
    link->reading = false;
    if (!GetOverlappedResult(link->pipe, &link->read, &count, FALSE) || count == 0) {
        return false;
    }
    link->heard = runtime_now();
    frame_stream_filled(&link->stream, count);
    return take_frames(link) && start_read(link);
}

static bool start_write(struct link *link)
{
    struct runtime *runtime = link->runtime;
    if (link->out != NULL) {
        return true;
    }
    runtime_lock(runtime);
    bool broken = runtime->provider.broken;
    link->out = provider_take_out(&runtime->provider);
    runtime->link_told = link->out != NULL; /* then we come back when it is written */
    ReleaseSRWLockExclusive(&runtime->lock);
    if (broken) {
        trace(TRACE_NORMAL, "out of memory or over a bound: the link starts again");
        return false;
    }
    if (link->out == NULL) {
        return true;
    }
    trace_frame(">", link->out->octets + WIRE_LENGTH_SIZE, link->out->length - WIRE_LENGTH_SIZE);
    if (WriteFile(link->pipe, link->out->octets, (DWORD)link->out->length, NULL, &link->write) ||
        GetLastError() == ERROR_IO_PENDING) {
        return true;
    }
    free(link->out);
    link->out = NULL;
    return false;
}

static bool finish_write(struct link *link)
{
    DWORD count = 0;
    bool whole =
        GetOverlappedResult(link->pipe, &link->write, &count, FALSE) && count == link->out->length;
    free(link->out);
    link->out = NULL;
    ResetEvent(link->write.hEvent);
    return whole && start_write(link);
}

/* Writes what is queued: the gateway hears of drops and closings before the pipe closes. */
static void say_last_words(struct link *link)
{
    uint64_t end = runtime_now() + LAST_WORDS_MS;
    bool on = start_write(link);
    while (on && link->out != NULL) {
        uint64_t now = runtime_now();
        DWORD limit = now < end ? (DWORD)(end - now) : 0;
        on = WaitForSingleObject(link->write.hEvent, limit) == WAIT_OBJECT_0 && finish_write(link);
    }
}

/* Buffers belong to the system until their operation is over. */
static void cancel_all(struct link *link)
{
    DWORD count = 0;
    CancelIoEx(link->pipe, NULL);
    if (link->reading) {
        GetOverlappedResult(link->pipe, &link->read, &count, TRUE);
        link->reading = false;
    }
    if (link->out != NULL) {
        GetOverlappedResult(link->pipe, &link->write, &count, TRUE);
        free(link->out);
        link->out = NULL;
    }
    ResetEvent(link->write.hEvent);
}

static bool greet(struct link *link)
{
    static const uint8_t build[] = ISHMAEL_VERSION_UTF16;
    struct runtime *runtime = link->runtime;
    runtime_lock(runtime);
    bool ready = provider_link_up(&runtime->provider, GetCurrentProcessId(), sizeof(void *) * 8,
        (struct text){build, sizeof build / 2});
    runtime_unlock(runtime);
    return ready;
}

/* Serves one connection; true if the provider is to stop. */
static bool serve(struct link *link)
{
    /* Reading comes last but one: a gateway that never stops talking must not keep us from it. */
    HANDLE handles[] = {link->runtime->stop, link->write.hEvent, link->runtime->link_wake,
        link->read.hEvent, link->settings_changed};
    bool on = greet(link) && start_read(link) && start_write(link);
    bool stop = false;
    link->heard = runtime_now();
    while (on) {
        uint64_t silent = runtime_now() - link->heard;
        DWORD limit = silent >= SILENCE_MS ? 0 : (DWORD)(SILENCE_MS - silent);
        switch (WaitForMultipleObjects(5, handles, FALSE, limit)) {
        case WAIT_OBJECT_0:
            say_last_words(link);
            stop = true;
            on = false;
            break;
        case WAIT_OBJECT_0 + 1:
            on = finish_write(link);
            break;
        case WAIT_OBJECT_0 + 2:
            on = start_write(link);
            break;
        case WAIT_OBJECT_0 + 3:
            on = finish_read(link);
            break;
        case WAIT_OBJECT_0 + 4:
            trace_configure();
            (void)watch_settings(link);
            break;
        default:
            trace(TRACE_NORMAL, "the gateway was silent for %d ms", SILENCE_MS);
            on = false;
            break;
        }
    }
    cancel_all(link);
    return stop;
}

/* Waits between two attempts; true if the provider is to stop. */
static bool pause(struct link *link, DWORD backoff, uint32_t *random)
{
    HANDLE handles[] = {link->runtime->stop, link->settings_changed};
    *random = *random * 1664525u + 1013904223u;
    DWORD jittered = backoff - backoff / 4 + (*random >> 16) % (backoff / 2 + 1);
    DWORD result = WaitForMultipleObjects(2, handles, FALSE, jittered);
    if (result == WAIT_OBJECT_0 + 1) {
        trace_configure();
        (void)watch_settings(link);
    }
    return result == WAIT_OBJECT_0;
}

static void attempted(struct runtime *runtime, bool hopeful)
{
    runtime_lock(runtime);
    runtime->attempts++;
    runtime->hopeful = hopeful;
    runtime_unlock(runtime);
    WakeAllConditionVariable(&runtime->settled);
}

/* Once for each reason, not for each attempt. */
static void trace_failure(struct link *link, const struct pipe_failure *failure)
{
    bool told = failure->error == link->last.error && failure->verdict == link->last.verdict &&
                failure->server == link->last.server && failure->service == link->last.service;
    link->last = *failure;
    if (told) {
        return;
    }
    if (failure->verdict == SERVER_TRUSTED) {
        trace(TRACE_NORMAL, "no link to the gateway: error %lu", failure->error);
    } else {
        trace(TRACE_NORMAL, "no link to the gateway: %s (process %lu, service's process %lu)",
            server_verdict_text(failure->verdict), failure->server, failure->service);
    }
}

/* One attempt; true if the provider is to stop. */
static bool attempt(struct link *link, DWORD *backoff)
{
    struct runtime *runtime = link->runtime;
    struct pipe_failure failure;
    link->pipe = pipe_connect(&failure);
    attempted(runtime, link->pipe != INVALID_HANDLE_VALUE || failure.error == ERROR_PIPE_BUSY ||
                           runtime->attempts + 1 < FIRST_ATTEMPTS);
    if (link->pipe == INVALID_HANDLE_VALUE) {
        trace_failure(link, &failure);
        return false;
    }
    link->last = (struct pipe_failure){0};
    if (failure.verdict == SERVER_UNCHECKED) {
        trace(TRACE_NORMAL, "%s", server_verdict_text(SERVER_UNCHECKED));
    }
    trace(TRACE_NORMAL, "link to the gateway is up");
    frame_stream_reset(&link->stream);
    uint64_t generation = runtime->provider.generation;
    bool stop = serve(link);
    CloseHandle(link->pipe);
    runtime_lock(runtime);
    provider_link_down(&runtime->provider);
    if (runtime->provider.generation != generation && !link->refused) {
        *backoff = BACKOFF_FIRST_MS;
    }
    runtime_unlock(runtime);
    attempted(runtime, false);
    trace(TRACE_NORMAL, "link to the gateway is down");
    return stop;
}

static void run(struct link *link)
{
    DWORD backoff = BACKOFF_FIRST_MS;
    uint32_t random = GetCurrentThreadId() ^ (uint32_t)GetTickCount64();
    bool stop = false;
    (void)watch_settings(link);
    while (!stop) {
        stop = attempt(link, &backoff) || pause(link, backoff, &random);
        backoff = link->refused || backoff * 2 > BACKOFF_MAX_MS ? BACKOFF_MAX_MS : backoff * 2;
        link->refused = false;
    }
}

DWORD WINAPI link_main(void *parameter)
{
    struct link *link = calloc(1, sizeof *link);
    if (link == NULL) {
        attempted(parameter, false);
        goto out;
    }
    link->runtime = parameter;
    link->read.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    link->write.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    link->settings_changed = CreateEventW(NULL, FALSE, FALSE, NULL);
    link->settings = settings_key();
    if (link->read.hEvent != NULL && link->write.hEvent != NULL && link->settings_changed != NULL) {
        run(link);
    } else {
        attempted(link->runtime, false);
    }
out:
    if (link != NULL) {
        if (link->settings != NULL) {
            RegCloseKey(link->settings);
        }
        CloseHandle(link->read.hEvent);
        CloseHandle(link->write.hEvent);
        CloseHandle(link->settings_changed);
        free(link);
    }
    thread_end();
    return 0;
}
