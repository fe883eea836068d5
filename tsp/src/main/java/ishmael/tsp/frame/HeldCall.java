package ishmael.tsp.frame;

/** A call that a peer still has: the last that it heard of it. */
public record HeldCall(CallFrame call) implements PeerFrame {
  @Override
  public FrameType type() {
    return FrameType.HELD_CALL;
  }

  static HeldCall read(FrameInput in) throws MalformedFrameException {
    return new HeldCall(CallFrame.read(in));
  }

  void write(FrameOutput out) {
    call.write(out);
  }
}
