package ishmael.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderRunTest {
  private static FunctionTimes round(String kind, long p999) {
    return FunctionTimes.of(
        "lineClose " + kind + " 1000 990 2000 " + p999 + " 9000000 100 300 400");
  }

  @Test
  void finding_mostRoundsWithinTheBound_isHeld() {
    Finding finding =
        ProviderRun.finding(
            List.of(round("sync", 900_000), round("sync", 2_000_000), round("sync", 10_000)));
    assertThat(finding.broken()).isFalse();
    assertThat(finding.row())
        .isEqualTo(
            "| lineClose, 10 of 1000 refused | an empty function of a bare provider | µs |"
                + " p50 0.1, p99.9 0.3, maximum 0 | p50 2.0, p99.9 900.0, maximum 9000 |"
                + " p99.9 in µs 900.00 (10.00–2000.00) | ≤ 1000.00 | held |");
  }

  @Test
  void finding_mostRoundsAboveTheBound_isBroken() {
    assertThat(ProviderRun.finding(List.of(round("sync", 1_000_001))).broken()).isTrue();
  }

  @Test
  void finding_asynchronousFunction_hasNoBound() {
    assertThat(ProviderRun.finding(List.of(round("async", 1_000_001))).broken()).isFalse();
  }

  @Test
  void times_lineOfSomethingElse_isRefused() {
    assertThatThrownBy(() -> FunctionTimes.of("the link was lost"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
