package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What TAPI told, under stable names.
 *
 * @param at when it was taken from TAPI
 * @param event what, such as CALLSTATE
 * @param line whose, if it is a line's
 * @param details its values, in the order in which they are shown
 */
record TapiEvent(Instant at, String event, Optional<LineEntry> line, ObjectNode details) {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter SAVED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  /** Returns it as one line for a person. */
  String text(ZoneId zone) {
    StringBuilder text = new StringBuilder(SHOWN.format(at.atZone(zone)));
    line.ifPresent(one -> text.append(" [").append(one.title()).append(']'));
    text.append(' ').append(event);
    for (Map.Entry<String, JsonNode> one : details.properties()) {
      append(text, one.getKey(), one.getValue());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, JsonNode value) {
    if (value.isObject() && value.has("flags")) {
      if (value.has("number") || value.has("name")) {
        text.append(' ').append(name).append('=').append(Shown.party(value));
      }
    } else if (value.isObject()) {
      value.properties().forEach(one -> append(text, one.getKey(), one.getValue()));
    } else if (value.isTextual()) {
      text.append(' ').append(name).append('=').append(Shown.word(value.asText()));
    } else if (!value.isArray() || !value.isEmpty()) {
      text.append(' ').append(name).append('=').append(Shown.value(value));
    }
  }

  /** Returns it for a program. */
  ObjectNode json(ZoneId zone) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("time", SAVED.format(at.atZone(zone)));
    json.put("event", event);
    line.ifPresent(one -> json.put("device", one.device()).put("line", one.name()));
    json.setAll(details);
    return json;
  }
}
