#include "handles.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if UINTPTR_MAX > UINT32_MAX
static const uintptr_t first_generation = (uintptr_t)1 << 17;
#else
static const uintptr_t first_generation = 1;
#endif

/* Fresh slots first, then the one that was given back longest ago. */
enum { FRESH_SLOTS = 256 };

static uint32_t fresh_slot(struct handles *handles)
{
    if (handles->count == handles->capacity) {
        uint32_t capacity = handles->capacity == 0 ? FRESH_SLOTS : handles->capacity * 2;
        capacity = capacity > HANDLE_MAX ? HANDLE_MAX : capacity;
        if (capacity == handles->count) {
            return 0;
        }
        struct handle_slot *slots = realloc(handles->slots, capacity * sizeof *slots);
        if (slots == NULL) {
            return 0;
        }
        handles->slots = slots;
        handles->capacity = capacity;
    }
    handles->slots[handles->count] = (struct handle_slot){NULL, first_generation, 0};
    return ++handles->count;
}

static uint32_t used_slot(struct handles *handles)
{
    uint32_t slot = handles->first_free;
    if (slot != 0) {
        handles->first_free = handles->slots[slot - 1].next_free;
        handles->last_free = handles->first_free == 0 ? 0 : handles->last_free;
    }
    return slot;
}

uintptr_t handle_new(struct handles *handles, void *object)
{
    uint32_t slot = handles->count < FRESH_SLOTS ? fresh_slot(handles) : used_slot(handles);
    if (slot == 0) {
        slot = fresh_slot(handles);
    }
    if (slot == 0) {
        return 0;
    }
    struct handle_slot *at = &handles->slots[slot - 1];
    at->object = object;
    at->next_free = 0;
    return at->generation << HANDLE_LOW_BITS | (uintptr_t)slot << 1 | handles->kind;
}

static uint32_t slot_of(uintptr_t handle)
{
    return (uint32_t)(handle >> 1) & HANDLE_MAX;
}

static struct handle_slot *find(const struct handles *handles, uintptr_t handle)
{
    uint32_t slot = slot_of(handle);
    if (slot == 0 || slot > handles->count || (handle & 1) != handles->kind) {
        return NULL;
    }
    struct handle_slot *at = &handles->slots[slot - 1];
    return at->object != NULL && at->generation == handle >> HANDLE_LOW_BITS ? at : NULL;
}

void *handle_get(const struct handles *handles, uintptr_t handle)
{
    const struct handle_slot *at = find(handles, handle);
    return at == NULL ? NULL : at->object;
}

void handle_release(struct handles *handles, uintptr_t handle)
{
    struct handle_slot *at = find(handles, handle);
    if (at == NULL) {
        return;
    }
    at->object = NULL;
    at->generation = (at->generation + 1) & (UINTPTR_MAX >> HANDLE_LOW_BITS);
    at->generation = at->generation == 0 ? first_generation : at->generation;
    uint32_t slot = slot_of(handle);
    if (handles->last_free != 0) {
        handles->slots[handles->last_free - 1].next_free = slot;
    } else {
        handles->first_free = slot;
    }
    handles->last_free = slot;
}

void handles_free(struct handles *handles)
{
    unsigned kind = handles->kind;
    free(handles->slots);
    memset(handles, 0, sizeof *handles);
    handles->kind = kind;
}
