package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;

/** The bounds of the fields that several frames have. */
final class Check {
  private static final int MAX_BYTES = 1024;
  private static final long MAX_U32 = 0xffff_ffffL;

  private Check() {}

  static void u16(String field, int value) {
    if (value < 0 || value > 0xffff) {
      throw new FieldException(Flaw.BAD_VALUE, field + " is " + value + ", not within 0 … 65535");
    }
  }

  static void u32(String field, long value) {
    if (value < 0 || value > MAX_U32) {
      throw new FieldException(
          Flaw.BAD_VALUE, field + " is " + value + ", not within 0 … 4294967295");
    }
  }

  static void id(String field, long value) {
    if (value == 0) {
      throw new FieldException(Flaw.ZERO_ID, field + " is 0");
    }
  }

  static void bytes(String field, Octets value) {
    if (value.size() > MAX_BYTES) {
      throw new FieldException(
          Flaw.BYTES_TOO_LONG,
          field + " has " + value.size() + " octets, at most " + MAX_BYTES + " are allowed");
    }
  }
}
