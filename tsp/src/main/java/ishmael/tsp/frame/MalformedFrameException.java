package ishmael.tsp.frame;

import java.io.IOException;

/** Octets that break the grammar of the line protocol; the message says where. */
public final class MalformedFrameException extends IOException {
  private final Flaw flaw;

  /** What is wrong with a frame. */
  public enum Flaw {
    /** The length is out of range. */
    LENGTH,
    /** This version of the protocol has no such frame. */
    UNKNOWN_TYPE,
    /** A HELLO without the protocol's magic number. */
    WRONG_MAGIC,
    /** A field is cut off or has a value that it may not have. */
    FIELD,
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
