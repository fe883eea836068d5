package ishmael.gateway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table of the settings file; knows which keys were asked for, so that it finds the others. */
final class Table {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}) ?(s|min|h)");

  private final String name;
  private final ObjectNode node;
  private final String file;
  private final KeyLines lines;
  private final Set<String> known = new TreeSet<>();

  Table(String name, ObjectNode node, String file, KeyLines lines) {
    this.name = name;
    this.node = node;
    this.file = file;
    this.lines = lines;
  }

  /** Returns a table inside this one; an absent one is empty. */
  Table table(String key) throws SettingsException {
    known.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      return new Table(full(key), node.objectNode(), file, lines);
    }
    if (value instanceof ObjectNode inner) {
      return new Table(full(key), inner, file, lines);
    }
    throw wrong(key, "must be a section of its own, written [" + full(key) + "]", value);
  }

  Optional<String> text(String key) throws SettingsException {
    known.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(key, "must be a text in quotes that is not empty", value);
    }
    return Optional.of(value.textValue());
  }

  /** Reads a text that may be empty. */
  String textOr(String key, String otherwise) throws SettingsException {
    JsonNode value = node.get(key);
    if (value != null && value.isTextual() && value.textValue().isEmpty()) {
      known.add(key);
      return "";
    }
    return text(key).orElse(otherwise);
  }

  String neededText(String key, String example) throws SettingsException {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      throw missing(key, example);
    }
    return value.get();
  }

  /** Makes the error for a value that must be there. */
  SettingsException missing(String key, String example) {
    return new SettingsException(
        String.format(
            "%s: %s is missing; write a line such as %s = \"%s\" below [%s].",
            lines.place(file, name), full(key), key, example, name));
  }

  /** Reads a time such as {@code "90 s"}, {@code "10 min"} or {@code "2 h"}; at least 1 second. */
  Duration duration(String key, Duration longest, Duration otherwise) throws SettingsException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = TIME.matcher(text.get().strip());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          };
      if (number > 0 && time.compareTo(longest) <= 0) {
        return time;
      }
    }
    throw wrong(
        key,
        String.format(
            "must be a time such as \"90 s\", \"10 min\" or \"2 h\", at most %d h",
            longest.toHours()));
  }

  /** Reads one text or a list of texts. */
  List<String> oneOrMoreTexts(String key) throws SettingsException {
    JsonNode value = node.get(key);
    return value == null || value.isArray() ? texts(key) : List.of(neededText(key, ""));
  }

  int number(String key, int lowest, int highest, int otherwise) throws SettingsException {
    known.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < lowest || value.intValue() > highest) {
      throw wrong(key, "must be a whole number from " + lowest + " to " + highest, value);
    }
    return value.intValue();
  }

  List<String> texts(String key) throws SettingsException {
    known.add(key);
    JsonNode value = node.get(key);
    List<String> found = new ArrayList<>();
    if (value == null) {
      return found;
    }
    if (!value.isArray()) {
      throw wrong(key, "must be a list of texts, such as [\"ahab\", \"starbuck\"]", value);
    }
    for (JsonNode one : value) {
      if (!one.isTextual() || one.textValue().isBlank()) {
        throw wrong(key, "must be a list of texts, such as [\"ahab\", \"starbuck\"]", one);
      }
      found.add(one.textValue());
    }
    return found;
  }

  /** Returns the keys that are written there, in order. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  boolean flag(String key, boolean otherwise) throws SettingsException {
    known.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "must be true or false, without quotes", value);
    }
    return value.booleanValue();
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) throws SettingsException {
    return choice(key, type).orElse(otherwise);
  }

  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) throws SettingsException {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    List<String> allowed = new ArrayList<>();
    for (E one : type.getEnumConstants()) {
      String spelling = one.name().toLowerCase(Locale.ROOT);
      if (spelling.equals(value.get())) {
        return Optional.of(one);
      }
      allowed.add('"' + spelling + '"');
    }
    throw wrong(key, "must be one of " + String.join(", ", allowed), node.get(key));
  }

  /** Makes the error for a key that is wrong for a reason of the caller's. */
  SettingsException sentence(String key, String complaint) {
    return new SettingsException(
        String.format("%s: %s %s.", lines.place(file, full(key)), full(key), complaint));
  }

  /** Makes the error for a value that is wrong for a reason of the caller's. */
  SettingsException wrong(String key, String demand) {
    return wrong(key, demand, node.get(key));
  }

  /** Complains about keys that nobody asked for. */
  void finish() throws SettingsException {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String key = names.next();
      if (!known.contains(key)) {
        throw new SettingsException(
            String.format(
                "%s: %s is not a setting; %s.",
                lines.place(file, full(key)), full(key), allowed()));
      }
    }
  }

  private String allowed() {
    String names = String.join(", ", known);
    return name.isEmpty() ? "there are the sections " + names : "[" + name + "] has " + names;
  }

  private SettingsException wrong(String key, String demand, JsonNode value) {
    return new SettingsException(
        String.format(
            "%s: %s %s, not %s.", lines.place(file, full(key)), full(key), demand, value));
  }

  private String full(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }
}
