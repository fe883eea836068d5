package ishmael.tsp.frame;

/** What was not named since the last {@link Snapshot} is gone. */
public record SnapshotEnd() implements GatewayFrame {
  @Override
  public FrameType type() {
    return FrameType.SNAPSHOT_END;
  }
}
