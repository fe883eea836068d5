#include "wire.h"

#include <string.h>

void frame_stream_reset(struct frame_stream *stream)
{
    stream->start = 0;
    stream->end = 0;
}

uint8_t *frame_stream_space(struct frame_stream *stream, size_t *room)
{
    if (stream->start != 0) {
        memmove(stream->buffer, stream->buffer + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    *room = sizeof stream->buffer - stream->end;
    return stream->buffer + stream->end;
}

void frame_stream_filled(struct frame_stream *stream, size_t count)
{
    stream->end += count;
}

enum stream_step frame_stream_next(
    struct frame_stream *stream, const uint8_t **octets, size_t *length)
{
    size_t held = stream->end - stream->start;
    if (held < WIRE_LENGTH_SIZE) {
        return STREAM_MORE;
    }
    uint32_t announced = wire_u32(stream->buffer + stream->start);
    if (announced < WIRE_MIN_LENGTH || announced > WIRE_MAX_LENGTH) {
        return STREAM_BROKEN;
    }
    if (held - WIRE_LENGTH_SIZE < announced) {
        return STREAM_MORE;
    }
    *octets = stream->buffer + stream->start + WIRE_LENGTH_SIZE;
    *length = announced;
    stream->start += WIRE_LENGTH_SIZE + announced;
    return STREAM_FRAME;
}
