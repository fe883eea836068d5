package ishmael.tsp.frame;

/**
 * A line as it is now.
 *
 * @param line the permanent line id, never 0
 * @param reason why it is out of service
 * @param lineFeatures LINEFEATURE_ bits that work now
 * @param addressFeatures LINEADDRFEATURE_ bits that work now
 * @param callFeatures LINECALLFEATURE_ bits that calls on this line may ever have
 * @param maxActive how many calls may be active, 0 … 65,535
 * @param maxOnHold how many calls may be on hold, 0 … 65,535
 * @param maxInConference parties of a conference, the user included, 0 … 65,535; 0: none possible
 * @param forwardedTo where the line's calls are forwarded to, empty if they are not
 */
public record LineFrame(
    int line,
    boolean inService,
    String name,
    String address,
    String reason,
    int lineFeatures,
    int addressFeatures,
    int callFeatures,
    int maxActive,
    int maxOnHold,
    int maxInConference,
    String forwardedTo)
    implements GatewayFrame {
  /** Checks the fields. */
  public LineFrame {
    Check.id("the line", line);
    FrameText.check("the line's name", name);
    FrameText.check("the line's address", address);
    FrameText.check("the line's reason", reason);
    Check.u16("maxActive", maxActive);
    Check.u16("maxOnHold", maxOnHold);
    Check.u16("maxInConference", maxInConference);
    FrameText.check("forwardedTo", forwardedTo);
  }

  @Override
  public FrameType type() {
    return FrameType.LINE;
  }

  static LineFrame read(FrameInput in) throws MalformedFrameException {
    return new LineFrame(
        in.u32(), in.flag(), in.text(), in.text(), in.text(), in.u32(), in.u32(), in.u32(),
        in.u16(), in.u16(), in.u16(), in.text());
  }

  void write(FrameOutput out) {
    out.u32(line);
    out.flag(inService);
    out.text(name);
    out.text(address);
    out.text(reason);
    out.u32(lineFeatures);
    out.u32(addressFeatures);
    out.u32(callFeatures);
    out.u16(maxActive);
    out.u16(maxOnHold);
    out.u16(maxInConference);
    out.text(forwardedTo);
  }
}
