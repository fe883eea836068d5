package ishmael.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock that all processes of this machine share. */
final class Moments {
  private Moments() {}

  /** Returns nanoseconds since 1970, as exact as the system's clock is (microseconds on Linux). */
  static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
