package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;

/**
 * A peer introduces itself.
 *
 * @param lowest the lowest protocol version it speaks
 * @param highest the highest
 * @param process its process id, 0 … 4,294,967,295; for logs
 * @param bits 32 or 64
 * @param build which build it is; for logs
 */
public record Hello(int lowest, int highest, long process, int bits, String build)
    implements PeerFrame {
  /** "ISHM" in little-endian order. */
  static final int MAGIC = 0x4D485349;

  /** Checks the fields. */
  public Hello {
    Check.u16("the lowest version", lowest);
    Check.u16("the highest version", highest);
    Check.u32("the process id", process);
    if (lowest > highest) {
      throw new FieldException(Flaw.BAD_VALUE, "version " + lowest + " is above " + highest);
    }
    if (bits != 32 && bits != 64) {
      throw new FieldException(Flaw.BAD_VALUE, "a process of " + bits + " bits");
    }
    FrameText.check("the build", build);
  }

  @Override
  public FrameType type() {
    return FrameType.HELLO;
  }

  static Hello read(FrameInput in) throws MalformedFrameException {
    int magic = in.u32();
    if (magic != MAGIC) {
      throw new MalformedFrameException(
          Flaw.BAD_MAGIC, String.format("HELLO begins with 0x%08x", magic));
    }
    return new Hello(in.u16(), in.u16(), Integer.toUnsignedLong(in.u32()), in.u8(), in.text());
  }

  void write(FrameOutput out) {
    out.u32(MAGIC);
    out.u16(lowest);
    out.u16(highest);
    out.u32((int) process);
    out.u8(bits);
    out.text(build);
  }
}
