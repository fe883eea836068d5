package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns frames into octets and back. Source: docs/line-protocol.md, Grammar. */
public final class FrameCodec {
  /** Octets of the length field in front of each frame. */
  public static final int LENGTH_SIZE = 4;

  /** The smallest value of the length field: a type without a body. */
  public static final int MIN_LENGTH = 2;

  /** The greatest value of the length field. */
  public static final int MAX_LENGTH = 65_536;

  private FrameCodec() {}

  /** Returns the whole frame, length field included. */
  public static byte[] encode(Frame frame) {
    FrameOutput out = new FrameOutput();
    out.u16(frame.type().code());
    frame.type().write(frame, out);
    return out.finish();
  }

  /**
   * Reads one whole frame, length field included, that fills the buffer from position to limit. The
   * buffer's position does not move.
   *
   * @throws MalformedFrameException if the octets break the grammar
   */
  public static Frame decode(ByteBuffer frame) throws MalformedFrameException {
    if (frame.remaining() < LENGTH_SIZE) {
      throw new MalformedFrameException(
          Flaw.LENGTH, "a frame has " + frame.remaining() + " octets, its length alone needs 4");
    }
    int length = checkedLength(frame.slice().order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    if (length != frame.remaining() - LENGTH_SIZE) {
      throw new MalformedFrameException(
          Flaw.LENGTH,
          "a frame says " + length + " and has " + (frame.remaining() - LENGTH_SIZE) + " octets");
    }
    return decodeBody(frame.slice(frame.position() + LENGTH_SIZE, length));
  }

  /**
   * Reads the type and body of a frame, all of the buffer from position to limit.
   *
   * @throws MalformedFrameException if the octets break the grammar
   */
  public static Frame decodeBody(ByteBuffer typeAndBody) throws MalformedFrameException {
    FrameInput in = new FrameInput(typeAndBody);
    int code = in.u16();
    FrameType type = FrameType.ofCode(code).orElse(null);
    if (type == null) {
      throw new MalformedFrameException(
          Flaw.UNKNOWN_TYPE, String.format("there is no frame type 0x%04x", code));
    }
    try {
      return type.read(in);
    } catch (FieldException reason) {
      throw new MalformedFrameException(reason.flaw(), type + ": " + reason.getMessage());
    }
  }

  /**
   * Checks a length field.
   *
   * @param length the 32 bits as read
   * @return the length
   * @throws MalformedFrameException if no frame may have that length
   */
  public static int checkedLength(int length) throws MalformedFrameException {
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new MalformedFrameException(
          Flaw.LENGTH,
          "a frame's length is " + Integer.toUnsignedString(length) + ", not within 2 … 65536");
    }
    return length;
  }
}
