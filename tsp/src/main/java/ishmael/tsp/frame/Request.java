package ishmael.tsp.frame;

/**
 * A peer asks for something.
 *
 * @param request names it in the {@link Answer}; 0 for a notice
 * @param operation 0 … 65,535: {@link Operation#code()}, or one that this version does not know
 * @param line the permanent line id, never 0
 * @param call the call, 0 if the operation has none
 * @param other a second call, 0 if the operation has none
 * @param target a number as the program gave it
 * @param third a third call, 0 if the operation has none
 */
public record Request(
    int request,
    int operation,
    int line,
    long call,
    long other,
    Caller caller,
    String target,
    int option,
    Octets data,
    long third)
    implements PeerFrame {
  /** Checks the fields. */
  public Request {
    Check.u16("the operation", operation);
    Check.id("the line", line);
    FrameText.check("the target", target);
    Check.bytes("the data", data);
  }

  @Override
  public FrameType type() {
    return FrameType.REQUEST;
  }

  static Request read(FrameInput in) throws MalformedFrameException {
    return new Request(
        in.u32(),
        in.u16(),
        in.u32(),
        in.u64(),
        in.u64(),
        CallerField.read(in),
        in.text(),
        in.u32(),
        in.bytes(),
        in.u64());
  }

  void write(FrameOutput out) {
    out.u32(request);
    out.u16(operation);
    out.u32(line);
    out.u64(call);
    out.u64(other);
    CallerField.write(caller, out);
    out.text(target);
    out.u32(option);
    out.bytes(data);
    out.u64(third);
  }
}
