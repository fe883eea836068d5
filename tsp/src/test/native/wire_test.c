#include "tap.h"
#include "wire.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 100000, MAX_NAMES = 200 };

struct golden {
    uint8_t octets[MAX_FILE];
    size_t length;
    char expected[64]; /* behind "# error: " or "# equals: " */
};

static void note_expectation(const char *comment, struct golden *out)
{
    static const char *const keys[] = {"# error: ", "# equals: "};
    for (int i = 0; i < 2; i++) {
        if (strncmp(comment, keys[i], strlen(keys[i])) == 0) {
            snprintf(out->expected, sizeof out->expected, "%s", comment + strlen(keys[i]));
            out->expected[strcspn(out->expected, "\r\n")] = '\0';
        }
    }
}

static bool load(const char *path, struct golden *out)
{
    static char line[65536];
    FILE *file = fopen(path, "r");
    out->length = 0;
    out->expected[0] = '\0';
    if (file == NULL) {
        return false;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#') {
            note_expectation(line, out);
            continue;
        }
        char *next = line;
        for (char *end; out->length < MAX_FILE; next = end) {
            unsigned long octet = strtoul(next, &end, 16);
            if (end == next) {
                break;
            }
            out->octets[out->length++] = (uint8_t)octet;
        }
    }
    fclose(file);
    return out->length >= WIRE_LENGTH_SIZE;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t list(const char *folder, char *names[])
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > 4 && strcmp(entry->d_name + length - 4, ".hex") == 0 && count < MAX_NAMES) {
            names[count++] = strdup(entry->d_name);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
    qsort(names, count, sizeof *names, by_name);
    return count;
}

/* Decodes as the stream does: the length first. A tight copy lets the sanitizer see overruns. */
static enum wire_error decode(const struct golden *golden, struct frame *frame, uint8_t **copy)
{
    uint32_t length = wire_u32(golden->octets);
    *copy = NULL;
    if (length < WIRE_MIN_LENGTH || length > WIRE_MAX_LENGTH) {
        return WIRE_LENGTH;
    }
    if (!CHECK_EQUAL(length, golden->length - WIRE_LENGTH_SIZE)) {
        return WIRE_LENGTH;
    }
    *copy = malloc(length);
    memcpy(*copy, golden->octets + WIRE_LENGTH_SIZE, length);
    return wire_decode(*copy, length, frame);
}

static struct golden golden, other;
static uint8_t encoded[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];

static void golden_frame(void)
{
    struct frame frame;
    uint8_t *copy;
    CHECK_EQUAL(decode(&golden, &frame, &copy), WIRE_OK);
    CHECK_EQUAL(wire_encode(&frame, encoded, sizeof encoded), golden.length);
    CHECK(memcmp(encoded, golden.octets, golden.length) == 0);
    CHECK_EQUAL(wire_encode(&frame, encoded, golden.length - 1), 0);
    free(copy);
}

/* Every frame that was cut short says so, whatever the place. */
static void cut_frame(void)
{
    struct frame frame;
    size_t length = golden.length - WIRE_LENGTH_SIZE;
    size_t step = length > 2000 ? 97 : 1;
    for (size_t cut = WIRE_MIN_LENGTH; cut < length; cut += step) {
        uint8_t *copy = malloc(cut);
        memcpy(copy, golden.octets + WIRE_LENGTH_SIZE, cut);
        if (!CHECK_EQUAL(wire_decode(copy, cut, &frame), WIRE_TRUNCATED)) {
            step = length;
        }
        free(copy);
    }
}

static void later_frame(const char *folder)
{
    struct frame frame;
    uint8_t *copy;
    char path[512];
    enum wire_error error = decode(&golden, &frame, &copy);
    if (strcmp(golden.expected, "-") == 0) {
        CHECK_EQUAL(error, WIRE_UNKNOWN_TYPE);
        free(copy);
        return;
    }
    CHECK_EQUAL(error, WIRE_OK);
    snprintf(path, sizeof path, "%s/%s", folder, golden.expected);
    CHECK(load(path, &other));
    CHECK_EQUAL(wire_encode(&frame, encoded, sizeof encoded), other.length);
    CHECK(memcmp(encoded, other.octets, other.length) == 0);
    free(copy);
}

static void bad_frame(void)
{
    struct frame frame;
    uint8_t *copy;
    CHECK_TEXT(wire_error_name(decode(&golden, &frame, &copy)), golden.expected);
    free(copy);
}

static void each(const char *root, const char *sub, size_t at_least)
{
    char *names[MAX_NAMES];
    char folder[256];
    char path[512];
    snprintf(folder, sizeof folder, "%s/%s", root, sub);
    size_t count = list(folder, names);
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        CHECK(load(path, &golden));
        if (strcmp(sub, "later") == 0) {
            later_frame(root);
            tap_done("codec ignores later octets of %s", names[i]);
        } else if (strcmp(sub, "bad") == 0) {
            bad_frame();
            tap_done("codec refuses bad frame %s", names[i]);
        } else {
            golden_frame();
            tap_done("codec round-trips golden frame %s", names[i]);
            cut_frame();
            tap_done("codec refuses %s cut short anywhere", names[i]);
        }
        free(names[i]);
    }
    CHECK(count >= at_least);
    tap_done("codec finds at least %zu frames in '%s'", at_least, sub);
}

/* Feeds `octets` in pieces of `piece` and counts the frames that come out. */
static int frames_by_pieces(const uint8_t *octets, size_t length, size_t piece, bool *broken)
{
    static struct frame_stream stream;
    int frames = 0;
    frame_stream_reset(&stream);
    *broken = false;
    for (size_t at = 0; at < length && !*broken;) {
        size_t room;
        const uint8_t *frame;
        size_t frame_length;
        uint8_t *space = frame_stream_space(&stream, &room);
        size_t count = length - at < piece ? length - at : piece;
        count = count < room ? count : room;
        if (!CHECK(count > 0)) {
            return -1;
        }
        memcpy(space, octets + at, count);
        frame_stream_filled(&stream, count);
        at += count;
        enum stream_step step;
        while ((step = frame_stream_next(&stream, &frame, &frame_length)) == STREAM_FRAME) {
            frames++;
        }
        *broken = step == STREAM_BROKEN;
    }
    return frames;
}

static void stream_any_pieces_same_frames(void)
{
    static uint8_t octets[3 * (WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH)];
    static const uint32_t lengths[] = {2, 10, WIRE_MAX_LENGTH, 3, WIRE_MAX_LENGTH};
    size_t used = 0;
    bool broken;
    for (int i = 0; i < 5; i++) {
        for (unsigned k = 0; k < 4; k++) {
            octets[used++] = (uint8_t)(lengths[i] >> (8 * k));
        }
        memset(octets + used, i, lengths[i]);
        used += lengths[i];
    }
    for (size_t piece = 1; piece < 200000; piece = piece * 5 + 1) {
        CHECK_EQUAL(frames_by_pieces(octets, used, piece, &broken), 5);
        CHECK(!broken);
    }
}

static void stream_bad_length_is_broken(void)
{
    static const uint8_t too_short[] = {2, 0, 0, 0, 5, 0, 1, 0, 0, 0, 0};
    static const uint8_t too_long[] = {1, 0, 1, 0, 5, 0};
    bool broken;
    CHECK_EQUAL(frames_by_pieces(too_short, sizeof too_short, 3, &broken), 1);
    CHECK(broken);
    CHECK_EQUAL(frames_by_pieces(too_long, sizeof too_long, 1, &broken), 0);
    CHECK(broken);
}

/* Random damage must never do more than be refused; the sanitizers watch. */
static void codec_damaged_frames_are_survived(void)
{
    uint32_t random = 12345;
    struct frame frame;
    int refused = 0;
    size_t length = golden.length - WIRE_LENGTH_SIZE;
    for (int round = 0; round < 20000; round++) {
        uint8_t *copy = malloc(length);
        memcpy(copy, golden.octets + WIRE_LENGTH_SIZE, length);
        for (int i = 0; i < 4; i++) {
            random = random * 1664525u + 1013904223u;
            copy[(random >> 8) % length] = (uint8_t)(random >> 24);
        }
        enum wire_error error = wire_decode(copy, length, &frame);
        refused += error == WIRE_OK ? 0 : 1;
        if (error == WIRE_OK) {
            CHECK(wire_encode(&frame, encoded, sizeof encoded) > 0);
        }
        free(copy);
    }
    CHECK(refused > 1000);
}

void wire_tests(const char *frames)
{
    char path[512];
    each(frames, "", 50);
    each(frames, "later", 9);
    each(frames, "bad", 25);
    snprintf(path, sizeof path, "%s/call-all-parties.hex", frames);
    CHECK(load(path, &golden));
    tap_run("codec survives 20 000 damaged CALL frames", codec_damaged_frames_are_survived);
    tap_run("stream gives the same frames for pieces of any size", stream_any_pieces_same_frames);
    tap_run("stream with a bad length is broken", stream_bad_length_is_broken);
}
