package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;

/** Which texts the line protocol can carry. */
public final class FrameText {
  /** The longest text, in UTF-16 units. */
  public static final int MAX_UNITS = 4096;

  private static final char REPLACEMENT = '\uFFFD';

  private FrameText() {}

  /**
   * Makes any text fit for the wire: lone surrogates and U+0000 become U+FFFD, and what is beyond
   * the limit is cut off, never in the middle of a character.
   *
   * @param limit in UTF-16 units, at most {@link #MAX_UNITS}
   */
  public static String fit(String text, int limit) {
    int end = Math.min(text.length(), Math.min(limit, MAX_UNITS));
    if (end < text.length() && end > 0 && isPair(text, end - 1)) {
      end--;
    }
    StringBuilder fitted = new StringBuilder(end);
    int at = 0;
    while (at < end) {
      int next = at + unitsAt(text, at);
      if (next - at == 2) {
        fitted.append(text, at, next);
      } else {
        fitted.append(isAlone(text.charAt(at)) ? REPLACEMENT : text.charAt(at));
      }
      at = next;
    }
    return fitted.toString();
  }

  /** {@link #fit(String, int)} with the limit of the protocol. */
  public static String fit(String text) {
    return fit(text, MAX_UNITS);
  }

  static String check(String field, String text) {
    if (text.length() > MAX_UNITS) {
      throw new FieldException(
          Flaw.TEXT_TOO_LONG,
          field + " has " + text.length() + " UTF-16 units, at most " + MAX_UNITS + " are allowed");
    }
    int at = 0;
    while (at < text.length()) {
      int units = unitsAt(text, at);
      if (units == 1 && isAlone(text.charAt(at))) {
        throw new FieldException(
            text.charAt(at) == 0 ? Flaw.TEXT_NUL : Flaw.LONE_SURROGATE,
            String.format("%s has U+%04X at position %d", field, (int) text.charAt(at), at));
      }
      at += units;
    }
    return text;
  }

  private static boolean isAlone(char unit) {
    return unit == 0 || Character.isSurrogate(unit);
  }

  private static int unitsAt(String text, int at) {
    return isPair(text, at) ? 2 : 1;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
