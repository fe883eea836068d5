/* What measure.c and the samples of the functions share. */
#ifndef ISHMAEL_MEASURE_H
#define ISHMAEL_MEASURE_H

#include <stdbool.h>
#include <stdint.h>
#include <windows.h>
#include <tspi.h>

enum {
    BASE = 3,          /* device id of the first line */
    VERSION = 0x20002, /* of TAPI */
    LINE_HANDLE = 0x1000
};

typedef DWORD_PTR P;
typedef LONG(WINAPI *f1)(P);
typedef LONG(WINAPI *f2)(P, P);
typedef LONG(WINAPI *f3)(P, P, P);
typedef LONG(WINAPI *f4)(P, P, P, P);
typedef LONG(WINAPI *f5)(P, P, P, P, P);
typedef LONG(WINAPI *f6)(P, P, P, P, P, P);
typedef LONG(WINAPI *f7)(P, P, P, P, P, P, P);

extern unsigned line_count;
extern unsigned call_count;
extern HDRVLINE *lines;
extern HDRVCALL *calls;
extern HDRVLINE *lines_of_calls;

void CALLBACK on_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);

/* Calls the function once; `i` counts the samples. */
typedef LONG (*sampler)(void *function, unsigned i);

struct measured {
    const char *name;
    sampler sample;
    const char *then_name; /* undoes it, and is measured as well */
    sampler then;
    unsigned most; /* samples; 0: as many as are asked for */
    bool asynchronous;
};

extern const struct measured functions[];
extern const unsigned function_count;

#endif
