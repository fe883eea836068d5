package ishmael.tsp.frame;

/**
 * A line is no more.
 *
 * @param line the permanent line id, never 0
 */
public record LineGone(int line) implements GatewayFrame {
  /** Checks the id. */
  public LineGone {
    Check.id("the line", line);
  }

  @Override
  public FrameType type() {
    return FrameType.LINE_GONE;
  }

  static LineGone read(FrameInput in) throws MalformedFrameException {
    return new LineGone(in.u32());
  }

  void write(FrameOutput out) {
    out.u32(line);
  }
}
