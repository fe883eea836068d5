package ishmael.simulator.phonesystem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPlanTest {
  private final NumberPlan plan = new NumberPlan("49");

  @ParameterizedTest
  @CsvSource({
    "0044 (0) 29691 0, 0044296910",
    "+44 (0) 29691-0, 0044296910",
    "+1 508 555 0100, 0015085550100",
    "+49 (0) 7195 5550, 071955550",
    "0049 7195/5550, 071955550",
    "(0) 7195 5550, 071955550",
    "102, 102",
    "*21#, *21#",
    "abc, ''",
  })
  void normalised_auto_givesTheSystemsForm(String typed, String expected) {
    assertThat(plan.normalised(typed, "auto")).isEqualTo(expected);
  }

  @Test
  void normalised_explicitPrefix_isPutInFront() {
    assertThat(plan.normalised("07195 5550", "9")).isEqualTo("9071955550");
  }
}
