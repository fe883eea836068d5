package ishmael.tsp.frame;

/**
 * The gateway asks whether the peer is there.
 *
 * @param stamp comes back in the {@link Pong}
 */
public record Ping(long stamp) implements GatewayFrame {
  @Override
  public FrameType type() {
    return FrameType.PING;
  }
}
