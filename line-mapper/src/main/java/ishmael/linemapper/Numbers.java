package ishmael.linemapper;

/** How alike two numbers are that may be two forms of one. */
final class Numbers {
  /** As many digits in common make two numbers the same, whatever stands before them. */
  private static final int ENOUGH = 5;

  private Numbers() {}

  /** Says whether one number is the other, apart from what a dial plan puts in front. */
  static boolean same(String one, String other) {
    String a = significant(one);
    String b = significant(other);
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    return a.equals(b)
        || (Math.min(a.length(), b.length()) >= ENOUGH && (a.endsWith(b) || b.endsWith(a)));
  }

  /** Returns how many digits at the end are equal. */
  static int likeness(String one, String other) {
    String a = significant(one);
    String b = significant(other);
    int length = 0;
    while (length < a.length()
        && length < b.length()
        && a.charAt(a.length() - 1 - length) == b.charAt(b.length() - 1 - length)) {
      length++;
    }
    return length;
  }

  /** Leaves digits, star and hash; zeros in front are prefixes of some dial plan. */
  private static String significant(String number) {
    StringBuilder text = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if ((digit && (c != '0' || !text.isEmpty())) || c == '*' || c == '#') {
        text.append(c);
      }
    }
    return text.toString();
  }
}
