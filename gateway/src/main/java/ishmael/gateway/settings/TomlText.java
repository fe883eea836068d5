package ishmael.gateway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A settings text that is edited value by value: comments, order, spaces and line ends stay as they
 * are. Knows sections {@code [a.b]} with keys in them; other ways to write a table are not found.
 */
final class TomlText {
  /** Where something stands: a line or several, and the value in them. */
  private record Entry(String section, String key, int start, int value, int valueEnd, int end) {}

  private record Head(String section, int end) {}

  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();

  /** Finds what stands where in a text that is TOML. */
  TomlText(String text) {
    this.text = text;
    String section = "";
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length()) {
      int begin = skipBlanks(at);
      char first = begin < text.length() ? text.charAt(begin) : '\n';
      if (first == '[') {
        section = plain(text.substring(begin, lineEnd(begin)));
        at = lineEnd(begin);
        heads.add(new Head(section, at));
      } else if (first == '#' || first == '\r' || first == '\n') {
        at = lineEnd(begin);
      } else {
        at = entry(section, at, begin);
      }
    }
  }

  private int entry(String section, int start, int begin) {
    int equals = begin;
    while (equals < text.length() && text.charAt(equals) != '=') {
      equals = skipText(equals);
    }
    int value = skipBlanks(Math.min(equals + 1, text.length()));
    int at = value;
    int valueEnd = value;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (depth == 0 && (c == '\n' || c == '#')) {
        break;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      boolean blank = Character.isWhitespace(c);
      at = c == '#' ? lineEnd(at) : skipText(at);
      valueEnd = blank ? valueEnd : at;
    }
    int end = lineEnd(at);
    entries.add(
        new Entry(section, name(text.substring(begin, equals)), start, value, valueEnd, end));
    return end;
  }

  /** Returns what follows a character, or a text in quotes. */
  private int skipText(int at) {
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      return at + 1;
    }
    String one = String.valueOf(quote);
    String marks = text.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
    int end = at + marks.length();
    while (end < text.length() && !text.startsWith(marks, end)) {
      end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + marks.length(), text.length());
  }

  private int skipBlanks(int at) {
    int end = at;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private static String plain(String head) {
    return head.replaceFirst("].*(?s:.*)", "").replaceAll("[\\[\\]\"'\\s]", "");
  }

  private static String name(String key) {
    try {
      return new TomlMapper().readTree(key + "= 1").fieldNames().next();
    } catch (JsonProcessingException e) {
      return key.strip();
    }
  }

  boolean has(String section) {
    return heads.stream().anyMatch(head -> head.section().equals(section));
  }

  /** Returns the keys of a section as they are meant, in order. */
  List<String> keys(String section) {
    return entries.stream()
        .filter(entry -> entry.section().equals(section))
        .map(Entry::key)
        .toList();
  }

  private Optional<Entry> find(String section, String key) {
    return entries.stream()
        .filter(entry -> entry.section().equals(section) && entry.key().equals(key))
        .findFirst();
  }

  /**
   * Returns the text with a value: in place of the one that is there, else in a line below the
   * section's head, else below a new head at the end.
   *
   * @param value as TOML writes it
   */
  TomlText with(String section, String key, String value) {
    Optional<Entry> old = find(section, key);
    if (old.isPresent()) {
      return replaced(old.get().value(), old.get().valueEnd(), value);
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    String line = written(key) + " = " + value + end;
    Optional<Head> head = heads.stream().filter(one -> one.section().equals(section)).findFirst();
    if (head.isPresent()) {
      int at = head.get().end();
      return replaced(at, at, (text.startsWith("\n", at - 1) ? "" : end) + line);
    }
    String gap = text.isEmpty() ? "" : text.endsWith("\n") ? end : end + end;
    return new TomlText(text + gap + '[' + section + ']' + end + line);
  }

  /** Returns the text without a key; comments in other lines stay. */
  TomlText without(String section, String key) {
    return find(section, key).map(entry -> replaced(entry.start(), entry.end(), "")).orElse(this);
  }

  private TomlText replaced(int from, int to, String by) {
    return new TomlText(text.substring(0, from) + by + text.substring(to));
  }

  private static String written(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? key : quoted(key);
  }

  /** Returns a text as TOML writes it, in single quotes if that needs no escapes. */
  static String quoted(String plain) {
    if (plain.indexOf('\\') >= 0
        && plain.chars().allMatch(c -> c >= ' ' && c != '\'' && c != 127)) {
      return '\'' + plain + '\'';
    }
    StringBuilder quoted = new StringBuilder("\"");
    plain
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ' || c == 127) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  /** Returns a list of texts as TOML writes it. */
  static String quoted(List<String> texts) {
    return texts.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    return text;
  }
}
