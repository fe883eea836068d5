/* From a number (never 0) to a pointer: open addressing, removal without tombstones. */
#ifndef ISHMAEL_MAP_H
#define ISHMAEL_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map {
    struct map_entry {
        uint64_t key;
        void *value;
    } * entries;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

/* False only without memory; the map is unchanged then. Replaces an existing value. */
bool map_put(struct map *map, uint64_t key, void *value);
void *map_get(const struct map *map, uint64_t key);
void map_remove(struct map *map, uint64_t key);
void map_free(struct map *map);

#endif
