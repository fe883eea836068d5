package ishmael.linemapper.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountPatternTest {
  private static final Account AHAB =
      new Account("S-1-5-21-1-2-3-1101", "PEQUOD", "Ahab", "ahab@pequod.example");

  @ParameterizedTest
  @CsvSource({
    "PEQUOD\\Ahab, true",
    "pequod\\ahab, true",
    "RACHEL\\ahab, false",
    "PEQUOD\\*, true",
    "RACHEL\\*, false",
    "ahab, true",
    "aha, false",
    "AHAB@pequod.EXAMPLE, true",
    "ahab@rachel.example, false",
    "*@pequod.example, true",
    "*@example, false",
    "s-1-5-21-1-2-3-1101, true",
    "S-1-5-21-1-2-3-110, false"
  })
  void matches_formsOfAnAccount(String pattern, boolean expected) {
    assertThat(AccountPattern.parse(pattern).matches(AHAB)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PEQUOD\\*", "ahab", "*@pequod.example", "PEQUOD\\ahab"})
  void matches_accountWithoutName_isNever(String pattern) {
    Account nameless = Account.unresolved("S-1-5-21-1-2-3-1101");
    assertThat(AccountPattern.parse(pattern).matches(nameless)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "\\ahab",
        "PEQUOD\\",
        "PEQ*\\ahab",
        "PEQUOD\\ah*",
        "@x",
        "a@",
        "a\\b\\c"
      })
  void parse_whatIsNoPattern_saysSo(String text) {
    assertThatThrownBy(() -> AccountPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }
}
