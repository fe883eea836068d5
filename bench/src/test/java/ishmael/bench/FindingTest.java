package ishmael.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Samples BASELINE = Samples.of(List.of(10.0, 20.0, 40.0));

  @Test
  void ratio_rounds_areDividedOneByOne() {
    Finding finding =
        Finding.ratio(
            "x", "bare", "ms", BASELINE, Samples.of(List.of(11.0, 30.0, 40.0)), Optional.of(1.1));

    assertThat(finding.figure().median()).isCloseTo(1.1, within(1e-9));
    assertThat(finding.figure().least()).isEqualTo(1);
    assertThat(finding.figure().most()).isEqualTo(1.5);
  }

  @Test
  void broken_medianAboveTheBound_breaksTheReport() {
    Samples ours = Samples.of(List.of(12.0, 24.0, 40.0));
    Finding held = Finding.ratio("x", "bare", "ms", BASELINE, ours, Optional.of(1.2));
    Finding broken = Finding.ratio("x", "bare", "ms", BASELINE, ours, Optional.of(1.19));

    assertThat(held.broken()).isFalse();
    assertThat(held.row())
        .startsWith("| x | bare | ms |")
        .endsWith("ratio 1.20 (1.00–1.20) | ≤ 1.20 | held |");
    assertThat(broken.broken()).isTrue();
    assertThat(broken.row()).contains("BROKEN");
    Report report = Report.begun(Clock.systemUTC()).with(List.of(held));
    assertThat(report.broken()).isFalse();
    assertThat(report.with(List.of(broken)).broken()).isTrue();
    assertThat(report.with(List.of(broken)).unbound().broken()).isFalse();
  }

  @Test
  void median_evenNumber_liesBetweenTheMiddleOnes() {
    assertThat(Samples.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
  }

  @Test
  void dividedBy_otherNumberOfRounds_isRefused() {
    assertThatThrownBy(() -> BASELINE.dividedBy(Samples.of(List.of(1.0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
