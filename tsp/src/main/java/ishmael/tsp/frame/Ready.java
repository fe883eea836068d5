package ishmael.tsp.frame;

/** A peer has named all its held calls. */
public record Ready() implements PeerFrame {
  @Override
  public FrameType type() {
    return FrameType.READY;
  }
}
