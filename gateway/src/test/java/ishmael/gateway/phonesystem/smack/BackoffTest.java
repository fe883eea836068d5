package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(60);

  @Test
  void next_again_doublesUpToTheLimit() {
    Backoff backoff = new Backoff(FIRST, LAST, () -> 1.0);

    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void next_lowestRandom_isHalf() {
    assertThat(new Backoff(FIRST, LAST, () -> 0.0).next()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void wasUp_longEnough_beginsAgain() {
    Backoff backoff = new Backoff(FIRST, LAST, () -> 1.0);
    backoff.next();
    backoff.next();

    backoff.wasUp(Duration.ofSeconds(59));
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(4));
    backoff.wasUp(LAST);
    assertThat(backoff.next()).isEqualTo(FIRST);
  }
}
