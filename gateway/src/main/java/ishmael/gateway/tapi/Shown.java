package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values are shown on a console. */
final class Shown {
  private Shown() {}

  /** Makes control characters visible: texts are other people's, and a terminal obeys some. */
  static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            one -> {
              if (Character.isISOControl(one)
                  || Character.getType(one) == Character.FORMAT
                  || Character.getType(one) == Character.SURROGATE) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", one));
              } else {
                shown.appendCodePoint(one);
              }
            });
    return shown.toString();
  }

  /** Shows a value in one line: names with bars between, a dash for none. */
  static String value(JsonNode value) {
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(one -> parts.add(value(one)));
      return parts.isEmpty() ? "-" : String.join("|", parts);
    }
    if (value.isObject()) {
      return value.has("flags") ? party(value) : members(value);
    }
    return plain(value.asText());
  }

  /** Shows number and name of a party, or why there is none. */
  static String party(JsonNode party) {
    String number = party.path("number").asText("");
    String name = party.path("name").asText("");
    if (number.isEmpty() && name.isEmpty()) {
      return value(party.path("flags"));
    }
    String quoted = name.isEmpty() ? "" : quoted(name);
    return number.isEmpty() ? quoted : name.isEmpty() ? word(number) : word(number) + " " + quoted;
  }

  /** Shows a value among others: in quotes if it has blanks. */
  static String word(String text) {
    return text.isEmpty() || text.chars().anyMatch(one -> one == ' ' || one == '"')
        ? quoted(text)
        : plain(text);
  }

  private static String quoted(String text) {
    return '"' + plain(text).replace("\"", "\\\"") + '"';
  }

  private static String members(JsonNode object) {
    List<String> parts = new ArrayList<>();
    object.properties().forEach(one -> parts.add(one.getKey() + "=" + value(one.getValue())));
    return String.join(" ", parts);
  }
}
