package ishmael.tsp.frame;

/**
 * The gateway takes the peer.
 *
 * @param version the protocol version from now on
 * @param limitMillis how long an answer may take, in milliseconds, 0 … 4,294,967,295
 * @param gateway the gateway's own version; for logs
 * @param tickets the pipe where programs that can not be told show who they are; empty: they are
 *     not asked
 */
public record Welcome(int version, long limitMillis, String gateway, String tickets)
    implements GatewayFrame {
  /** Checks the fields. */
  public Welcome {
    Check.u16("the version", version);
    Check.u32("the limit", limitMillis);
    FrameText.check("the gateway's version", gateway);
    FrameText.check("the pipe for tickets", tickets);
  }

  @Override
  public FrameType type() {
    return FrameType.WELCOME;
  }

  static Welcome read(FrameInput in) throws MalformedFrameException {
    return new Welcome(in.u16(), Integer.toUnsignedLong(in.u32()), in.text(), in.text());
  }

  void write(FrameOutput out) {
    out.u16(version);
    out.u32((int) limitMillis);
    out.text(gateway);
    out.text(tickets);
  }
}
