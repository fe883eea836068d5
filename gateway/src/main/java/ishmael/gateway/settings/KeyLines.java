package ishmael.gateway.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which line of a TOML text a key is; the parser keeps no places. */
final class KeyLines {
  private static final Pattern TABLE = Pattern.compile("\\s*\\[([^\\[\\]]+)]\\s*(#.*)?");
  private static final Pattern KEY =
      Pattern.compile("\\s*((?:[A-Za-z0-9_. -]|\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+')+?)\\s*=.*");

  private final Map<String, Integer> lines = new HashMap<>();

  KeyLines(String text) {
    String table = "";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher head = TABLE.matcher(line);
      Matcher key = KEY.matcher(line);
      if (head.matches()) {
        table = plain(head.group(1));
        lines.putIfAbsent(table, number);
      } else if (key.matches()) {
        String name = plain(key.group(1));
        lines.putIfAbsent(table.isEmpty() ? name : table + "." + name, number);
      }
    }
  }

  private static String plain(String key) {
    return key.strip().replace("\\\\", "\\").replaceAll("[\"']|\\s+(?=\\.)|(?<=\\.)\\s+", "");
  }

  /** Returns the line, counted from 1, of a key such as {@code pipe.name} or a table. */
  Optional<Integer> lineOf(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  /** Returns {@code FILE, line N}, or {@code FILE} if the key's place is not known. */
  String place(String file, String key) {
    return lineOf(key).map(n -> String.format(Locale.ROOT, "%s, line %d", file, n)).orElse(file);
  }
}
