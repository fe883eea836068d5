package ishmael.simulator.servers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Tries something of another process again and again, as nothing tells when it is ready. */
final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LAST_PAUSE = Duration.ofMillis(500);

  private Attempts() {}

  /**
   * Tries until it works.
   *
   * @param end of {@link System#nanoTime}
   * @throws IllegalStateException if it did not work in time
   */
  static void until(long end, String what, BooleanSupplier works) {
    Duration pause = FIRST_PAUSE;
    while (!works.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("Not there in time: " + what);
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2).compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : pause.multipliedBy(2);
    }
  }
}
