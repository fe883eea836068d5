package ishmael.gateway.phonesystem.smack;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts: each twice the one before, up to a limit, and of random length
 * between half and all of that, so that many gateways do not come back in step.
 */
final class Backoff {
  private final Duration first;
  private final Duration last;
  private final DoubleSupplier random;
  private Duration next;

  /** Makes a backoff; {@code random} gives numbers from 0 to 1. */
  Backoff(Duration first, Duration last, DoubleSupplier random) {
    this.first = first;
    this.last = last;
    this.random = random;
    this.next = first;
  }

  /** Returns the pause before the next attempt. */
  Duration next() {
    Duration whole = next;
    next = doubled(next, last);
    return Duration.ofNanos((long) (whole.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  /** Returns twice the pause, but not more than the longest. */
  static Duration doubled(Duration pause, Duration longest) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }

  /** Begins again, if the link has been up for at least the longest pause. */
  void wasUp(Duration time) {
    if (time.compareTo(last) >= 0) {
      next = first;
    }
  }
}
