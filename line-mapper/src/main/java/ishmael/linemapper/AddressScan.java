package ishmael.linemapper;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the provider looks at before a request leaves it, so that programs are told at once: the
 * length, and what the phone system can not wait for. Here it counts as well, for requests that
 * come another way.
 *
 * <p>The rules are those of {@code address_scan} in the provider; docs/addresses.csv tests both.
 * Source: TSPI_lineMakeCall, LINEERR_DIALBILLING and the like; TAPI, "Dialable Addresses".
 */
final class AddressScan {
  /** The longest text taken, in UTF-16 units; TAPI names no bound. */
  static final int MAX_LENGTH = 256;

  private AddressScan() {}

  /** Returns what comes before the first sub-address, name, further line or NUL. */
  static String dialable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("|^\r\n\0".indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** Says why a text is not to be looked at any further; the first such character counts. */
  static Optional<LineError> refusal(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.of(LineError.INVALADDRESS);
    }
    String dialable = dialable(text);
    for (int i = 0; i < dialable.length(); i++) {
      LineError error = refusal(dialable, i);
      if (error != null) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  private static @Nullable LineError refusal(String text, int i) {
    return switch (text.charAt(i)) {
      case '?' -> LineError.DIALPROMPT;
      case '@' -> LineError.DIALQUIET;
      case '$' -> LineError.DIALBILLING;
      case 'W', 'w' -> isInWord(text, i) ? null : LineError.DIALDIALTONE;
      default -> null;
    };
  }

  /** A W within a word is a letter; alone, among its like or behind the tone sign it is a wait. */
  private static boolean isInWord(String text, int i) {
    int start = i;
    while (start > 0 && isWordUnit(text.charAt(start - 1))) {
      start--;
    }
    int end = i;
    while (end < text.length() && isWordUnit(text.charAt(end))) {
      end++;
    }
    if (start == firstOf(text) && "TtPp".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    for (int k = start; k < end; k++) {
      if (text.charAt(k) != 'W' && text.charAt(k) != 'w') {
        return true;
      }
    }
    return false;
  }

  private static int firstOf(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == ' ') {
      first++;
    }
    return first;
  }

  /** Letters; beyond ASCII everything counts as one, so that the provider needs no tables. */
  private static boolean isWordUnit(char unit) {
    return (unit >= 'A' && unit <= 'Z') || (unit >= 'a' && unit <= 'z') || unit >= 0x80;
  }
}
