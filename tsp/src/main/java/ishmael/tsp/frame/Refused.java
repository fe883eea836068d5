package ishmael.tsp.frame;

/**
 * The gateway does not take the peer, and closes.
 *
 * @param code {@link Refusal#code()}, or one that this version does not know
 * @param reason a sentence for a log
 */
public record Refused(int code, String reason) implements GatewayFrame {
  /** Checks the text. */
  public Refused {
    FrameText.check("the reason", reason);
  }

  @Override
  public FrameType type() {
    return FrameType.REFUSED;
  }

  static Refused read(FrameInput in) throws MalformedFrameException {
    return new Refused(in.u32(), in.text());
  }

  void write(FrameOutput out) {
    out.u32(code);
    out.text(reason);
  }
}
