package ishmael.tsp.frame;

/**
 * A peer's answer to a {@link Ping}.
 *
 * @param stamp the stamp of the PING
 */
public record Pong(long stamp) implements PeerFrame {
  @Override
  public FrameType type() {
    return FrameType.PONG;
  }
}
