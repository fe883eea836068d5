package ishmael.tsp.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pauses_doubleUpToTheLimit_andStartAgain() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350), () -> 1.0);

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(350));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(350));
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void jitter_shortensAPauseByAQuarterAtMost() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), () -> 0.0);

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(75));
  }
}
