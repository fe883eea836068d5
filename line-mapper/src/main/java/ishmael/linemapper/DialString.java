package ishmael.linemapper;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a TAPI program wants dialled, as digits for the phone system.
 *
 * <p>Takes dialable and canonical addresses and what people type. Source: TAPI, "Dialable
 * Addresses" and "Canonical Addresses".
 */
sealed interface DialString {
  /** Digits, {@code *}, {@code #}, and perhaps one leading {@code +}; more may be to come. */
  record Digits(String text, boolean moreToCome) implements DialString {}

  /** Nothing to dial at all. */
  record Empty() implements DialString {}

  /** Not to be dialled. */
  record Rejected(LineError error) implements DialString {}

  /** The longest text taken; TAPI names no bound. */
  int MAX_LENGTH = 512;

  /** A trunk zero in brackets behind a country code: {@code +49 (0)} or {@code 0044 (0)}. */
  Pattern TRUNK_ZERO =
      Pattern.compile("^(\\s*(?:\\+|00)[\\s./-]*\\d{1,3}[\\s./-]*)\\(\\s*0\\s*\\)");

  /** A prompt, silence, billing tone or dial tone to wait for. */
  Pattern WAITS = Pattern.compile("[?@$]|(?<![A-Za-z])[Ww](?![A-Za-z])");

  /** Calls the function that belongs to this kind of result. */
  default <R> R fold(
      Function<Digits, R> onDigits, Function<Empty, R> onEmpty, Function<Rejected, R> onRejected) {
    if (this instanceof Digits digits) {
      return onDigits.apply(digits);
    }
    if (this instanceof Empty empty) {
      return onEmpty.apply(empty);
    }
    return onRejected.apply((Rejected) this);
  }

  /** Reads what a program passed. */
  static DialString parse(String target) {
    if (target.length() > MAX_LENGTH) {
      return new Rejected(LineError.INVALADDRESS);
    }
    String number = cut(target).strip();
    if (number.isEmpty()) {
      return target.isBlank() ? new Empty() : new Rejected(LineError.INVALADDRESS);
    }
    boolean more = number.endsWith(";");
    if (more) {
      number = number.substring(0, number.length() - 1);
    }
    String plain = TRUNK_ZERO.matcher(withoutToneSign(number)).replaceFirst("$1");
    return unsupported(plain).<DialString>map(Rejected::new).orElseGet(() -> digits(plain, more));
  }

  private static String cut(String target) {
    for (int i = 0; i < target.length(); i++) {
      if ("|^\r\n\0".indexOf(target.charAt(i)) >= 0) {
        return target.substring(0, i);
      }
    }
    return target;
  }

  /** Translation puts T or P in front, for tone or pulse. */
  private static String withoutToneSign(String number) {
    return number.matches("[TtPp].*") ? number.substring(1) : number;
  }

  /** What a phone system cannot wait for: a prompt, dial tone, silence, billing tone. */
  private static Optional<LineError> unsupported(String number) {
    return WAITS.matcher(number).find() ? Optional.of(LineError.OPERATIONFAILED) : Optional.empty();
  }

  /** Takes the number and leaves out words around it, such as {@code tel.} and {@code ext.}. */
  private static DialString digits(String number, boolean more) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (Character.isLetter(c) && hasDigit(text)) {
        break;
      }
      if ((c >= '0' && c <= '9') || c == '*' || c == '#' || (c == '+' && text.isEmpty())) {
        text.append(c);
      }
    }
    if (!hasDigit(text) && !(more && text.isEmpty())) {
      return new Rejected(LineError.INVALADDRESS);
    }
    return new Digits(text.toString(), more);
  }

  private static boolean hasDigit(CharSequence text) {
    return text.chars().anyMatch(c -> c != '+');
  }
}
