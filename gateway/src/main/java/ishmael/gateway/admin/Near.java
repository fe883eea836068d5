package ishmael.gateway.admin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody perhaps meant. */
final class Near {
  private static final int MAX = 3;
  private static final int MAX_EDITS = 2;

  private Near() {}

  /** Returns up to three of {@code names} that are like {@code wrong}, the nearest first. */
  static List<String> of(String wrong, Collection<String> names) {
    String wanted = wrong.toLowerCase(Locale.ROOT);
    return names.stream()
        .distinct()
        .filter(name -> isNear(wanted, name.toLowerCase(Locale.ROOT)))
        .sorted(
            Comparator.comparingInt((String name) -> edits(wanted, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX)
        .toList();
  }

  private static boolean isNear(String wanted, String name) {
    boolean begins = wanted.length() > 1 && name.startsWith(wanted);
    return begins || edits(wanted, name) <= Math.min(MAX_EDITS, wanted.length() / 2);
  }

  /** Returns how many characters must be put in, left out or changed. Source: Levenshtein 1965. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    Arrays.setAll(above, column -> column);
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int changed = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + changed, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
