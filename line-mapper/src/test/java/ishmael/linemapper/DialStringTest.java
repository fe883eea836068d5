package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "102~102",
        "0044 (0) 29691 0~0044296910",
        "+49 (0)89/12 34-5~+498912345",
        "+49 (89) 1234~+49891234",
        "+49(0)891234~+49891234",
        "T00441234~00441234",
        "p 0,123!4~01234",
        "*21*102#~*21*102#",
        "089 1234|56^Starbuck~0891234",
        "089 1234^Starbuck~0891234",
        "tel. 089-1234~0891234",
        "0891234 ext. 12~0891234",
        "1+2~12",
        "(0) 89 1234~0891234",
        "+1 (508) 555-0100~+15085550100",
        "۱۲ 34~34"
      })
  void parse_number_leavesWhatCanBeDialled(String target, String number) {
    assertThat(DialString.parse(target)).isEqualTo(new DialString.Digits(number, false));
  }

  @Test
  void parse_secondLine_isCutOff() {
    assertThat(DialString.parse("123\r\n456")).isEqualTo(new DialString.Digits("123", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "+", "|12", "ext", "-", "++", "T", "^name"})
  void parse_nothingDialable_isInvalidAddress(String target) {
    assertThat(DialString.parse(target)).isEqualTo(new DialString.Rejected(LineError.INVALADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0?123", "0W123", "W0123", "0w123", "0@123", "12$34", "0 W 123"})
  void parse_waiting_isRejected(String target) {
    assertThat(DialString.parse(target))
        .isEqualTo(new DialString.Rejected(LineError.OPERATIONFAILED));
  }

  @Test
  void parse_semicolonAtEnd_hasMoreToCome() {
    assertThat(DialString.parse("089;")).isEqualTo(new DialString.Digits("089", true));
    assertThat(DialString.parse(";")).isEqualTo(new DialString.Digits("", true));
  }

  @Test
  void parse_blank_isEmpty() {
    assertThat(DialString.parse("")).isEqualTo(new DialString.Empty());
    assertThat(DialString.parse("  ")).isEqualTo(new DialString.Empty());
  }

  @Test
  void parse_overlong_isInvalidAddress() {
    assertThat(DialString.parse("1".repeat(512))).isInstanceOf(DialString.Digits.class);
    assertThat(DialString.parse("1".repeat(513)))
        .isEqualTo(new DialString.Rejected(LineError.INVALADDRESS));
  }

  @Test
  void fold_callsTheFunctionOfTheKind() {
    assertThat(DialString.parse("1;").<String>fold(DialString.Digits::text, e -> "e", r -> "r"))
        .isEqualTo("1");
    assertThat(DialString.parse("").<String>fold(d -> "d", e -> "e", r -> "r")).isEqualTo("e");
    assertThat(DialString.parse("x").<String>fold(d -> "d", e -> "e", r -> "r")).isEqualTo("r");
  }

  @Property(tries = 2000)
  void parse_anyText_yieldsDialableDigitsOrNothing(@ForAll("typed") String target) {
    if (DialString.parse(target) instanceof DialString.Digits digits) {
      assertThat(digits.text()).matches(digits.moreToCome() ? "\\+?[0-9*#]*" : "\\+?[0-9*#]+");
    }
  }

  @Property
  void parse_separators_changeNothing(@ForAll("number") String number, @ForAll("gaps") String gap) {
    String spread = String.join(gap, number.split(""));
    assertThat(DialString.parse(spread)).isEqualTo(DialString.parse(number));
  }

  @Property
  void parse_result_isParsedToItself(@ForAll("typed") String target) {
    if (DialString.parse(target) instanceof DialString.Digits digits && !digits.moreToCome()) {
      assertThat(DialString.parse(digits.text())).isEqualTo(digits);
    }
  }

  @Provide
  Arbitrary<String> typed() {
    return Arbitraries.strings().withChars("0123456789+()/-. ;|^TtPpWw?*#,!xé\r\n").ofMaxLength(24);
  }

  @Provide
  Arbitrary<String> number() {
    return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(15);
  }

  @Provide
  Arbitrary<String> gaps() {
    return Arbitraries.of(" ", "-", ".", "/", ",", " / ");
  }
}
