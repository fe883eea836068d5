package ishmael.tsp.frame;

/** All lines and calls follow. */
public record Snapshot() implements GatewayFrame {
  @Override
  public FrameType type() {
    return FrameType.SNAPSHOT;
  }
}
