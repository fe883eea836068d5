package ishmael.simulator.phonesystem.engine;

import java.util.regex.Pattern;

/**
 * The phone system's own form of a number: digits only, {@code 00} before a foreign country code,
 * {@code 0} before an area code of the own country.
 */
final class NumberPlan {
  /** A trunk zero in brackets is not dialled from abroad. */
  private static final Pattern BRACKETED_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");

  private static final Pattern NOT_DIALABLE = Pattern.compile("[^0-9*#+]");

  private final String countryCode;

  NumberPlan(String countryCode) {
    this.countryCode = countryCode;
  }

  /**
   * Brings what a client sent into the phone system's form.
   *
   * @param prefix digits to dial before it, or {@code auto} or empty for the system's own rules
   */
  String normalised(String typed, String prefix) {
    if (!prefix.isEmpty() && !prefix.equalsIgnoreCase("auto")) {
      return dialable(prefix) + dialable(typed);
    }
    boolean international = isInternational(typed);
    String digits =
        dialable(international ? BRACKETED_ZERO.matcher(typed).replaceFirst("") : typed);
    String zeros = digits.startsWith("+") ? "00" + digits.substring(1) : digits;
    return zeros.startsWith("00" + countryCode)
        ? "0" + zeros.substring(2 + countryCode.length())
        : zeros;
  }

  private static boolean isInternational(String typed) {
    String start = dialable(typed);
    return start.startsWith("+") || start.startsWith("00");
  }

  private static String dialable(String text) {
    String kept = NOT_DIALABLE.matcher(text).replaceAll("");
    int plus = kept.lastIndexOf('+');
    return plus > 0 ? kept.replace("+", "") : kept;
  }
}
