package ishmael.gateway.admin;

import java.time.Duration;

/**
 * The bounds of the admin pipe. Source: docs/admin-protocol.md, Limits.
 *
 * @param connections at one time
 * @param maxLine octets of a request's line
 * @param maxWaiting octets that wait for a peer that does not read
 * @param write how long a peer may not read while something waits for it
 */
record AdminLimits(int connections, int maxLine, int maxWaiting, Duration write) {
  static final AdminLimits OF_PROTOCOL =
      new AdminLimits(8, 256 * 1_024, 8 * 1_024 * 1_024, Duration.ofSeconds(30));
}
