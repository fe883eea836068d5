package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the fields of one frame; never beyond its end, and allocates only what it has seen. */
final class FrameInput {
  private final ByteBuffer rest;

  /** Reads {@code body} from its position to its limit. */
  FrameInput(ByteBuffer body) {
    rest = body.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int u8() throws MalformedFrameException {
    need(1);
    return rest.get() & 0xff;
  }

  int u16() throws MalformedFrameException {
    need(2);
    return rest.getShort() & 0xffff;
  }

  int u32() throws MalformedFrameException {
    need(4);
    return rest.getInt();
  }

  long u64() throws MalformedFrameException {
    need(8);
    return rest.getLong();
  }

  boolean flag() throws MalformedFrameException {
    int value = u8();
    if (value > 1) {
      throw new MalformedFrameException(Flaw.BAD_VALUE, "a flag is " + value + ", not 0 or 1");
    }
    return value == 1;
  }

  /** Reads a text; what is in it is checked by the frame that it goes into. */
  String text() throws MalformedFrameException {
    int units = u16();
    if (units > FrameText.MAX_UNITS) {
      throw new MalformedFrameException(
          Flaw.TEXT_TOO_LONG,
          "a text has " + units + " UTF-16 units, at most " + FrameText.MAX_UNITS + " are allowed");
    }
    need(2 * units);
    char[] text = new char[units];
    rest.asCharBuffer().get(text);
    rest.position(rest.position() + 2 * units);
    return new String(text);
  }

  Octets bytes() throws MalformedFrameException {
    int count = u16();
    need(count);
    byte[] octets = new byte[count];
    rest.get(octets);
    return Octets.of(octets);
  }

  private void need(int count) throws MalformedFrameException {
    if (rest.remaining() < count) {
      throw new MalformedFrameException(
          Flaw.TRUNCATED,
          "a field needs " + count + " octets and the frame has " + rest.remaining() + " left");
    }
  }
}
