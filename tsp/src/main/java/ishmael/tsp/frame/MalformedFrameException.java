package ishmael.tsp.frame;

import java.io.IOException;

/** Octets that break the grammar of the line protocol; the message says where. */
public final class MalformedFrameException extends IOException {
  private final Flaw flaw;

  /** What is wrong with a frame. Source: docs/line-protocol.md, Golden frames. */
  public enum Flaw {
    /** The length is out of range, or the connection ends within a frame. */
    LENGTH,
    /** A field reaches beyond the frame. */
    TRUNCATED,
    /** A text has too many units. */
    TEXT_TOO_LONG,
    /** A text has U+0000 in it. */
    TEXT_NUL,
    /** A text has half a character in it. */
    LONE_SURROGATE,
    /** A field of octets has too many. */
    BYTES_TOO_LONG,
    /** A HELLO without the protocol's magic number. */
    BAD_MAGIC,
    /** A line or call id that must not be 0 is 0. */
    ZERO_ID,
    /** A field has a value that it may not have. */
    BAD_VALUE,
    /** This version of the protocol has no such frame. */
    UNKNOWN_TYPE,
    /** A good frame that may not come now or not from this side. */
    ORDER
  }

  /** Makes the exception; {@code message} is a sentence about the octets. */
  public MalformedFrameException(Flaw flaw, String message) {
    super(message);
    this.flaw = flaw;
  }

  /** Returns what is wrong. */
  public Flaw flaw() {
    return flaw;
  }
}
