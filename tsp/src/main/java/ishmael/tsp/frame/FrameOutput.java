package ishmael.tsp.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Collects the fields of one frame behind room for its length. */
final class FrameOutput {
  private static final int LENGTH_SIZE = 4;
  private ByteBuffer octets = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  FrameOutput() {
    octets.position(LENGTH_SIZE);
  }

  void u8(int value) {
    room(1).put((byte) value);
  }

  void u16(int value) {
    room(2).putShort((short) value);
  }

  void u32(int value) {
    room(4).putInt(value);
  }

  void u64(long value) {
    room(8).putLong(value);
  }

  void flag(boolean value) {
    u8(value ? 1 : 0);
  }

  void text(String text) {
    u16(text.length());
    ByteBuffer target = room(2 * text.length());
    target.asCharBuffer().put(text);
    target.position(target.position() + 2 * text.length());
  }

  void bytes(Octets bytes) {
    u16(bytes.size());
    room(bytes.size()).put(bytes.toArray());
  }

  /** Returns the whole frame, its length in front. */
  byte[] finish() {
    octets.putInt(0, octets.position() - LENGTH_SIZE);
    byte[] frame = new byte[octets.position()];
    octets.flip().get(frame);
    return frame;
  }

  private ByteBuffer room(int count) {
    if (octets.remaining() < count) {
      int capacity = Math.max(2 * octets.capacity(), octets.position() + count);
      octets = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(octets.flip());
    }
    return octets;
  }
}
