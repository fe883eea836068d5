/* GCC has no __try: the frames are written by hand, per bitness. */
#include "guarded.h"

#include <setjmp.h>

/* RPC raises plain Windows errors (RPC_S_…, ERROR_…), all without severity bits. */
static BOOL is_rpc(DWORD code)
{
    return code < 0x10000;
}

#ifdef _WIN64
static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
static DWORD raised; /* slot of the thread's storage */

static BOOL CALLBACK allocate(INIT_ONCE *ignored, void *argument, void **context)
{
    (void)ignored;
    (void)argument;
    (void)context;
    raised = TlsAlloc();
    return raised != TLS_OUT_OF_INDEXES;
}

LONG CALLBACK guarded_filter(EXCEPTION_POINTERS *exception);

LONG CALLBACK guarded_filter(EXCEPTION_POINTERS *exception)
{
    if (!is_rpc(exception->ExceptionRecord->ExceptionCode)) {
        return EXCEPTION_CONTINUE_SEARCH;
    }
    TlsSetValue(raised, (void *)(ULONG_PTR)exception->ExceptionRecord->ExceptionCode);
    return EXCEPTION_EXECUTE_HANDLER;
}

/* The scope table of this function names the call and the filter; the handler is what follows. */
static __attribute__((noinline, noclone)) void run(void (*work)(void *), void *argument)
{
    __asm__ volatile(".Lguarded_start:\n"
                     "\t.seh_handler __C_specific_handler, @except\n"
                     "\t.seh_handlerdata\n"
                     "\t.long 1\n"
                     "\t.rva .Lguarded_start, .Lguarded_end, guarded_filter, .Lguarded_end\n"
                     "\t.text");
    work(argument);
    __asm__ volatile("\tnop\n.Lguarded_end:\n\tnop" : : : "memory");
}

DWORD guarded(void (*work)(void *), void *argument)
{
    if (!InitOnceExecuteOnce(&once, allocate, NULL, NULL)) {
        return ERROR_OUTOFMEMORY;
    }
    TlsSetValue(raised, NULL);
    run(work, argument);
    return (DWORD)(ULONG_PTR)TlsGetValue(raised);
}
#else
struct frame {
    struct frame *previous;
    EXCEPTION_DISPOSITION (*handler)(EXCEPTION_RECORD *, void *, CONTEXT *, void *);
    volatile DWORD raised;
    jmp_buf back;
};

static EXCEPTION_DISPOSITION handle(
    EXCEPTION_RECORD *record, void *established, CONTEXT *context, void *dispatcher)
{
    struct frame *frame = established;
    (void)context;
    (void)dispatcher;
    if ((record->ExceptionFlags & (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND)) != 0 ||
        !is_rpc(record->ExceptionCode)) {
        return ExceptionContinueSearch;
    }
    frame->raised = record->ExceptionCode;
    longjmp(frame->back, 1); /* unwinds the frames inside this one */
}

DWORD guarded(void (*work)(void *), void *argument)
{
    struct frame frame = {.handler = handle};
    __asm__ volatile("movl %%fs:0, %0" : "=r"(frame.previous));
    __asm__ volatile("movl %0, %%fs:0" : : "r"(&frame) : "memory");
    if (setjmp(frame.back) == 0) {
        work(argument);
    }
    __asm__ volatile("movl %0, %%fs:0" : : "r"(frame.previous) : "memory");
    return frame.raised;
}
#endif
