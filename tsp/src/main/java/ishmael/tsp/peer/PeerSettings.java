package ishmael.tsp.peer;

import ishmael.tsp.frame.FrameText;
import java.time.Duration;

/**
 * The bounds of a peer. Source: docs/line-protocol.md, Transport and Liveness.
 *
 * @param build what the peer calls itself; for logs
 * @param firstPause how long it waits before it connects again; doubled each time
 * @param longestPause the longest of these waits
 * @param silence after how long without a frame the gateway is given up
 * @param maxOpenRequests how many requests may be unanswered
 */
public record PeerSettings(
    String build,
    Duration firstPause,
    Duration longestPause,
    Duration silence,
    int maxOpenRequests) {
  /** Checks the bounds. */
  public PeerSettings {
    build = FrameText.fit(build, 255);
    if (firstPause.toMillis() < 1 || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("pauses of " + firstPause + " to " + longestPause);
    }
    if (silence.toMillis() < 1 || maxOpenRequests < 1) {
      throw new IllegalArgumentException("a bound of the line peer is not positive");
    }
  }

  /** Returns the bounds that the protocol names. */
  public static PeerSettings ofProtocol(String build) {
    return new PeerSettings(
        build, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30), 256);
  }
}
