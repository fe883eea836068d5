package ishmael.linemapper;

/** Brings the characters of pasted numbers down to those that are typed at a keyboard. */
final class AddressText {
  /** Full-width forms of these are taken; they lie at a fixed distance from ASCII. */
  private static final String PUNCTUATION = "+*#()-./";

  private static final int FULL_WIDTH = 0xFEE0;
  private static final int MINUS_SIGN = 0x2212;

  private AddressText() {}

  /**
   * Returns the text with digits of any script, blanks of any width and dashes of any length as
   * their ASCII likes, and without invisible characters. What has no such form stays.
   */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(plain, point));
    return plain.toString().strip();
  }

  private static void append(StringBuilder plain, int point) {
    int type = Character.getType(point);
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      plain.append(Character.digit(point, 10));
    } else if (type == Character.DASH_PUNCTUATION || point == MINUS_SIGN) {
      plain.append('-');
    } else if (Character.isSpaceChar(point) || point == '\t') {
      plain.append(' ');
    } else if (type == Character.FORMAT) {
      return; // zero width, direction marks, soft hyphen
    } else if (PUNCTUATION.indexOf(point - FULL_WIDTH) >= 0) {
      plain.append((char) (point - FULL_WIDTH));
    } else {
      plain.appendCodePoint(point);
    }
  }
}
