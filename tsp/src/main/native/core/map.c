#include "map.h"

#include <stdlib.h>
#include <string.h>

static size_t slot_of(const struct map *map, uint64_t key)
{
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (map->capacity - 1);
}

/* The entry of `key`, or the free entry where it belongs. */
static struct map_entry *probe(const struct map *map, uint64_t key)
{
    size_t at = slot_of(map, key);
    while (map->entries[at].key != 0 && map->entries[at].key != key) {
        at = (at + 1) & (map->capacity - 1);
    }
    return &map->entries[at];
}

static bool grow(struct map *map)
{
    struct map bigger = {NULL, map->capacity == 0 ? 64 : map->capacity * 2, map->count};
    bigger.entries = calloc(bigger.capacity, sizeof *bigger.entries);
    if (bigger.entries == NULL) {
        return false;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->entries[i].key != 0) {
            *probe(&bigger, map->entries[i].key) = map->entries[i];
        }
    }
    free(map->entries);
    *map = bigger;
    return true;
}

bool map_put(struct map *map, uint64_t key, void *value)
{
    if (map->count * 4 >= map->capacity * 3 && !grow(map)) {
        return false;
    }
    struct map_entry *entry = probe(map, key);
    if (entry->key == 0) {
        entry->key = key;
        map->count++;
    }
    entry->value = value;
    return true;
}

void *map_get(const struct map *map, uint64_t key)
{
    return map->capacity == 0 || key == 0 ? NULL : probe(map, key)->value;
}

void map_remove(struct map *map, uint64_t key)
{
    if (map->capacity == 0 || key == 0) {
        return;
    }
    struct map_entry *hole = probe(map, key);
    if (hole->key == 0) {
        return;
    }
    map->count--;
    size_t mask = map->capacity - 1;
    size_t at = (size_t)(hole - map->entries);
    for (size_t next = (at + 1) & mask; map->entries[next].key != 0; next = (next + 1) & mask) {
        size_t home = slot_of(map, map->entries[next].key);
        if (((next - home) & mask) >= ((next - at) & mask)) {
            map->entries[at] = map->entries[next];
            at = next;
        }
    }
    map->entries[at] = (struct map_entry){0, NULL};
}

void map_free(struct map *map)
{
    free(map->entries);
    memset(map, 0, sizeof *map);
}
