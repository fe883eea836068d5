package ishmael.tsp.peer;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next try: doubled each time, up to a limit, with jitter. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier random;
  private Duration next;

  /**
   * Starts with the first pause.
   *
   * @param random numbers from 0 to 1
   */
  Backoff(Duration first, Duration longest, DoubleSupplier random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    next = first;
  }

  void reset() {
    next = first;
  }

  /** Returns the next pause, three quarters to all of its nominal length. */
  Duration next() {
    Duration nominal = next;
    Duration twice = nominal.multipliedBy(2);
    next = twice.compareTo(longest) > 0 ? longest : twice;
    return Duration.ofNanos((long) (nominal.toNanos() * (0.75 + random.getAsDouble() / 4)));
  }
}
