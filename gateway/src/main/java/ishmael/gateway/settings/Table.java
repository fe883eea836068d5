package ishmael.gateway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One table of the settings file; knows which keys were asked for, so that it finds the others. */
final class Table {
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
      return new Table(key, node.objectNode(), file, lines);
    }
    if (value instanceof ObjectNode inner) {
      return new Table(key, inner, file, lines);
    }
    throw wrong(key, "must be a section of its own, written [" + key + "]", value);
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

  String neededText(String key, String example) throws SettingsException {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      throw new SettingsException(
          String.format(
              "%s: %s is missing; write a line such as %s = \"%s\" below [%s].",
              lines.place(file, name), full(key), key, example, name));
    }
    return value.get();
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

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) throws SettingsException {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    List<String> allowed = new ArrayList<>();
    for (E one : type.getEnumConstants()) {
      String spelling = one.name().toLowerCase(java.util.Locale.ROOT);
      if (spelling.equals(value.get())) {
        return one;
      }
      allowed.add('"' + spelling + '"');
    }
    throw wrong(key, "must be one of " + String.join(", ", allowed), node.get(key));
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
