package ishmael.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Collects how long after their due time events arrived; one thread adds, another waits. */
final class Latencies {
  private final long[] nanos;
  private final CountDownLatch complete = new CountDownLatch(1);
  private int size;
  private long first;
  private long last;

  Latencies(int expected) {
    nanos = new long[expected];
  }

  /** Adds an event that was due at a moment; does nothing once all are there. */
  void arrived(long due) {
    if (size == nanos.length) {
      return;
    }
    last = Moments.now();
    first = size == 0 ? last : first;
    nanos[size++] = last - due;
    if (size == nanos.length) {
      complete.countDown();
    }
  }

  /**
   * Waits for the last one and returns p50, p99, the maximum, and the time from the first to the
   * last, in nanoseconds.
   *
   * @throws IllegalStateException if some are missing when the time is over
   */
  String summary(Duration limit) throws InterruptedException {
    if (!complete.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("events are missing");
    }
    Arrays.sort(nanos);
    return "%d %d %d %d".formatted(at(50), at(99), nanos[nanos.length - 1], last - first);
  }

  private long at(int percent) {
    int rank = (int) Math.ceil(nanos.length * (percent / 100.0));
    return nanos[Math.max(0, rank - 1)];
  }
}
