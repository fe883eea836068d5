package ishmael.gateway.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that never goes back. It runs by the machine's monotonic clock and follows the wall clock
 * forwards when that is set or the machine slept; when the wall clock is set back, it runs on from
 * where it was. One thread.
 */
final class SteadyClock implements InstantSource {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant anchor;
  private long anchorNanos;

  SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.anchor = wall.instant();
    this.anchorNanos = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    long ticks = nanos.getAsLong();
    Instant steady = anchor.plusNanos(ticks - anchorNanos);
    Instant told = wall.instant();
    if (told.isAfter(steady.plus(TOLERANCE))) {
      anchor = told;
      anchorNanos = ticks;
      return told;
    }
    return steady;
  }
}
