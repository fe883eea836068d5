/* Replays what the fuzzer found once: FOLDER/TARGET/NAME.hex. A crash ends the tests. */
#include "fuzz/fuzz.h"
#include "tap.h"

#include <dirent.h>
#include <string.h>

enum { MAX_INPUT = 65536 };

static size_t load(const char *path, uint8_t *out)
{
    static char line[8192];
    size_t length = 0;
    FILE *file = fopen(path, "r");
    if (!CHECK(file != NULL)) {
        return 0;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        char *next = line;
        line[strcspn(line, "#")] = '\0';
        for (char *end; length < MAX_INPUT; next = end) {
            unsigned long octet = strtoul(next, &end, 16);
            if (end == next) {
                break;
            }
            out[length++] = (uint8_t)octet;
        }
    }
    fclose(file);
    return length;
}

static void replay(
    const char *folder, const char *target, void (*fuzz)(const uint8_t *octets, size_t size))
{
    static uint8_t octets[MAX_INPUT];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, target);
    DIR *directory = opendir(path);
    unsigned count = 0;
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        if (strstr(entry->d_name, ".hex") == NULL) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s/%s", folder, target, entry->d_name);
        size_t length = load(path, octets);
        CHECK(length > 0);
        fuzz(octets, length);
        count++;
        tap_done("found: %s/%s", target, entry->d_name);
    }
    if (directory != NULL) {
        closedir(directory);
    }
    CHECK(count > 0);
    tap_done("found: there are inputs for %s", target);
}

void found_tests(const char *folder)
{
    replay(folder, "provider", fuzz_provider);
    replay(folder, "fill", fuzz_fill);
    replay(folder, "params", fuzz_params);
}
