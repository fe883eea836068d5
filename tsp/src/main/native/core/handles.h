/*
 * Handles for TAPI (hdLine, hdCall): slot and generation in one number, never 0, never a pointer.
 * A handle that was given back is recognised for as long as the generation does not wrap, and its
 * slot is the last to be used again. On 64 bit all handles lie above 4 GB, so that a handle that
 * was cut to 32 bit anywhere is found out at once.
 */
#ifndef ISHMAEL_HANDLES_H
#define ISHMAEL_HANDLES_H

#include <stdint.h>

enum { HANDLE_LOW_BITS = 16, HANDLE_MAX = 32767 };

struct handle_slot {
    void *object;
    uintptr_t generation;
    uint32_t next_free;
};

struct handles {
    unsigned kind; /* 0 or 1: handles of two tables never look alike */
    struct handle_slot *slots;
    uint32_t count; /* slots made so far */
    uint32_t capacity;
    uint32_t first_free; /* slot number + 1; 0: none */
    uint32_t last_free;
};

/* 0 without memory or when all slots are in use. */
uintptr_t handle_new(struct handles *handles, void *object);
/* The object, or NULL for 0 and for a handle that is not alive. */
void *handle_get(const struct handles *handles, uintptr_t handle);
void handle_release(struct handles *handles, uintptr_t handle);
void handles_free(struct handles *handles);

#endif
