package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds for any text; single texts are in docs/addresses.csv ({@link AddressTableTest}). */
class DialStringTest {
  private static final DialString INVALID = new DialString.Rejected(LineError.INVALADDRESS);

  @Test
  void parse_blank_isEmpty() {
    assertThat(DialString.parse("")).isEqualTo(new DialString.Empty());
    assertThat(DialString.parse("\r\n")).isEqualTo(new DialString.Empty());
  }

  @Test
  void parse_overlong_isInvalidAddressWhateverItHolds() {
    assertThat(DialString.parse("1".repeat(256))).isInstanceOf(DialString.Digits.class);
    assertThat(DialString.parse("1".repeat(257))).isEqualTo(INVALID);
    assertThat(DialString.parse("?".repeat(257))).isEqualTo(INVALID);
    assertThat(DialString.parse("1^" + "x".repeat(255))).isEqualTo(INVALID);
  }

  @Test
  void parseNext_parts_makeOneNumber() {
    assertThat(DialString.parseNext("", "+;")).isEqualTo(new DialString.Digits("+", true));
    assertThat(DialString.parseNext("+", "49;")).isEqualTo(new DialString.Digits("+49", true));
    assertThat(DialString.parseNext("+49", "89")).isEqualTo(new DialString.Digits("+4989", false));
    assertThat(DialString.parseNext("089", "")).isEqualTo(new DialString.Empty());
  }

  @Test
  void parseNext_partsThatMakeNone_areRefused() {
    assertThat(DialString.parseNext("089", "+49")).isEqualTo(INVALID);
    assertThat(DialString.parseNext("+", "*21#")).isEqualTo(INVALID);
    assertThat(DialString.parseNext("1".repeat(256), "2")).isEqualTo(INVALID);
    assertThat(DialString.parseNext("089", "W1"))
        .isEqualTo(new DialString.Rejected(LineError.DIALDIALTONE));
  }

  @Test
  void fold_callsTheFunctionOfTheKind() {
    assertThat(DialString.parse("1;").<String>fold(DialString.Digits::text, e -> "e", r -> "r"))
        .isEqualTo("1");
    assertThat(DialString.parse("").<String>fold(d -> "d", e -> "e", r -> "r")).isEqualTo("e");
    assertThat(DialString.parse("x").<String>fold(d -> "d", e -> "e", r -> "r")).isEqualTo("r");
  }

  @Property(tries = 5000)
  void parse_typedText_yieldsDialableDigitsOrNothing(@ForAll("typed") String target) {
    checkDialable(target);
  }

  @Property(tries = 5000)
  void parse_anyText_yieldsDialableDigitsOrNothing(@ForAll String target) {
    checkDialable(target);
  }

  private static void checkDialable(String target) {
    if (DialString.parse(target) instanceof DialString.Digits digits) {
      assertThat(digits.text().length()).isLessThanOrEqualTo(256);
      assertThat(digits.text())
          .matches(digits.moreToCome() ? "\\+?|\\+?[0-9*#]+" : "\\+[0-9][0-9*#]*|[0-9*#]+");
    }
  }

  @Property(tries = 5000)
  void parse_ofItsOwnResult_changesNothing(@ForAll("typed") String target) {
    if (DialString.parse(target) instanceof DialString.Digits digits) {
      String again = digits.text() + (digits.moreToCome() ? ";" : "");
      assertThat(DialString.parse(again)).isEqualTo(digits);
    }
  }

  @Property(tries = 5000)
  void parse_inventsNoDigits(@ForAll("typed") String target) {
    if (DialString.parse(target) instanceof DialString.Digits digits) {
      int at = 0;
      for (int i = 0; i < digits.text().length(); i++) {
        at = target.indexOf(digits.text().charAt(i), at) + 1;
        assertThat(at).as("%s of %s", digits.text(), target).isPositive();
      }
    }
  }

  @Property(tries = 5000)
  void parse_whatTheScanRefuses_isRefusedWithItsError(@ForAll("typed") String target) {
    AddressScan.refusal(target)
        .ifPresent(
            error ->
                assertThat(DialString.parse(target)).isEqualTo(new DialString.Rejected(error)));
  }

  @Property
  void parse_whatComesBehindTheNumber_isNeverLookedAt(
      @ForAll("number") String number, @ForAll("ends") String end, @ForAll("typed") String rest) {
    assertThat(DialString.parse(number + end + rest)).isEqualTo(DialString.parse(number));
  }

  @Property
  void parse_separators_changeNothing(@ForAll("number") String number, @ForAll("gaps") String gap) {
    String spread = String.join(gap, number.split(""));
    Assume.that(spread.length() <= DialString.MAX_LENGTH);
    assertThat(DialString.parse(spread)).isEqualTo(DialString.parse(number));
  }

  @Property
  void parse_digitsOfAnyScript_areDigits(
      @ForAll("number") String number, @ForAll("zeros") int zero) {
    StringBuilder other = new StringBuilder();
    number.chars().forEach(digit -> other.appendCodePoint(zero + digit - '0'));
    assertThat(DialString.parse(other.toString())).isEqualTo(DialString.parse(number));
  }

  @Property
  void parse_trunkZero_isLeftOut(@ForAll("number") String number, @ForAll("countries") int code) {
    assertThat(DialString.parse("+" + code + " (0) " + number))
        .isEqualTo(DialString.parse("+" + code + number));
    assertThat(DialString.parse("00" + code + "(0)" + number))
        .isEqualTo(DialString.parse("00" + code + number));
  }

  @Property
  void parseNext_partByPart_isTheWhole(@ForAll("number") String number) {
    String begun = "";
    for (int i = 0; i < number.length(); i++) {
      begun =
          DialString.parseNext(begun, number.charAt(i) + ";")
              .fold(DialString.Digits::text, empty -> "empty", Object::toString);
    }
    assertThat(begun).isEqualTo(number);
  }

  /** Half of them look like numbers. */
  @Provide
  Arbitrary<String> typed() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars("0123456789+()/-. ,;|^TtPpWwxX?@$!*#:[]%é\r\n\u00A0")
            .ofMaxLength(24),
        Arbitraries.strings().withChars("0123456789012345678901234 -/,(*#").ofMaxLength(24),
        Arbitraries.strings()
            .withChars("0123456789 -()")
            .ofMaxLength(24)
            .map(rest -> "+" + rest + (rest.length() % 2 == 0 ? ";" : "")));
  }

  @Provide
  Arbitrary<String> number() {
    return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(15);
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of("|", "^", "\r", "\n", "\r\n", "\0");
  }

  @Provide
  Arbitrary<String> gaps() {
    return Arbitraries.of(" ", "-", ".", "/", " / ", "\u00A0", "\u2009", "\u2013", "\u200B", ") (");
  }

  @Provide
  Arbitrary<Integer> zeros() {
    return Arbitraries.of(0x660, 0x6F0, 0x966, 0xE50, 0xFF10, 0x1D7CE);
  }

  @Provide
  Arbitrary<Integer> countries() {
    return Arbitraries.integers().between(1, 999);
  }
}
