package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what several parts together must come to, of which no single one tells. */
final class Waiting {
  /** Generous: the machine may have much else to do. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Waiting() {}

  /** Waits until the condition holds; fails with what was wanted if it does not in time. */
  static void until(BooleanSupplier condition, Supplier<String> wanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    assertThat(condition.getAsBoolean()).as(() -> "in time: " + wanted.get()).isTrue();
  }
}
