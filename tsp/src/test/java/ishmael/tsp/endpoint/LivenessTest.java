package ishmael.tsp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.endpoint.Liveness.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private final Liveness liveness =
      new Liveness(EndpointSettings.ofProtocol("test", Duration.ofSeconds(8)), 0);

  private Verdict after(long seconds) {
    return liveness.check(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void handshake_isLateAfterFiveSeconds() {
    assertThat(after(5)).isEqualTo(Verdict.FINE);
    assertThat(after(6)).isEqualTo(Verdict.HANDSHAKE_LATE);
  }

  @Test
  void readyPeer_isLateNoMore() {
    liveness.ready(TimeUnit.SECONDS.toNanos(4));

    assertThat(after(6)).isEqualTo(Verdict.FINE);
  }

  @Test
  void refusedPeer_hasFiveSecondsToGo() {
    liveness.refused(TimeUnit.SECONDS.toNanos(4));

    assertThat(after(9)).isEqualTo(Verdict.FINE);
    assertThat(after(10)).isEqualTo(Verdict.REFUSED_LONG_AGO);
  }

  @Test
  void readyPeer_isPingedEachTenSecondsAndGivenUpAfterThirty() {
    liveness.ready(0);

    assertThat(after(9)).isEqualTo(Verdict.FINE);
    assertThat(after(10)).isEqualTo(Verdict.PING);
    assertThat(after(11)).isEqualTo(Verdict.FINE);
    assertThat(after(20)).isEqualTo(Verdict.PING);
    assertThat(after(30)).isEqualTo(Verdict.PING);
    assertThat(after(31)).isEqualTo(Verdict.SILENT);
  }

  @Test
  void peerThatIsHeard_isNotGivenUp() {
    liveness.ready(0);
    liveness.heard(TimeUnit.SECONDS.toNanos(25));

    assertThat(after(40)).isEqualTo(Verdict.PING);
    assertThat(after(56)).isEqualTo(Verdict.SILENT);
  }
}
