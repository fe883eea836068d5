package ishmael.tsp.frame;

/**
 * One message of the line protocol. Numbers are as on the wire: a {@code u32} is an {@code int}
 * with the same 32 bits and a {@code u64} a {@code long} with the same 64, unless a record says
 * otherwise.
 */
public sealed interface Frame permits PeerFrame, GatewayFrame {
  /** Returns which frame this is. */
  FrameType type();
}
