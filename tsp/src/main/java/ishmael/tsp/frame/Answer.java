package ishmael.tsp.frame;

/**
 * The outcome of a {@link Request}.
 *
 * @param result 0, or a LINEERR_ value (negative)
 */
public record Answer(int request, int result) implements GatewayFrame {
  @Override
  public FrameType type() {
    return FrameType.ANSWER;
  }

  static Answer read(FrameInput in) throws MalformedFrameException {
    return new Answer(in.u32(), in.u32());
  }

  void write(FrameOutput out) {
    out.u32(request);
    out.u32(result);
  }
}
