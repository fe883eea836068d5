package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved keeps to the schema in the admin guide. */
class SavedSchemaTest extends TapiScene {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTS = "#/$defs/";

  @TempDir Path folder;
  private JsonNode schema = JSON.missingNode();

  private static JsonNode schemaOfTheGuide() throws Exception {
    Path guide = Path.of(System.getProperty("ishmael.project", "."), "docs", "admin-guide.md");
    String text = Files.readString(guide);
    int begin = text.indexOf("```json\n") + 8;
    return JSON.readTree(text.substring(begin, text.indexOf("```", begin)));
  }

  private void everyEvent() {
    int line = FakeTapi.handle(0);
    add("Captain Ahab (101)", "101").present.addAll(List.of(CALL, 0x99));
    add("", "").refusal = 0x80000043;
    Raw info =
        information()
            .dword(44, 3)
            .text(216, "+49 89 103")
            .text(224, "Queequeg")
            .text(232, "label")
            .text(208, "Outlook")
            .dword(212, 9_999);
    tapi.infos.put(CALL, info);
    tapi.statuses.put(CALL, new Raw(56).dword(12, 0x400));
    tapi.send(line, 23, 0, 0, CALL, 4);
    for (int bit = 0; bit < 16; bit++) {
      tapi.send(CALL, 2, 0, 1 << bit, 1, 4);
    }
    tapi.send(CALL, 1, 0, 0x8000, 0, 0);
    tapi.send(CALL + 1, 1, 0, 0x8000, 0, 0);
    tapi.send(line, 8, 0, 2, 1, 3);
    tapi.send(line, 8, 0, 0x100000, 1, 3);
    tapi.send(line, 0, 0, 0, 0x40, 0);
    tapi.send(0, 12, 0, 7, 0, 0);
    tapi.send(0, 19, 0, 1, 0, 0);
    tapi.send(0, 25, 0, 1, 0, 0);
    tapi.send(line, 4, 0, 1, 2, 3);
    tapi.send(line, 3, 0, 0, 0, 0);
  }

  @Test
  void save_everyEvent_keepsToTheSchema() throws Exception {
    schema = schemaOfTheGuide();
    everyEvent();
    Path file = folder.resolve("events.jsonl");
    program().watch("all", false, Optional.of(file), Optional.empty());
    List<String> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode event = JSON.readTree(line);
      check(event, schema, line);
      events.add(event.path("event").asText());
    }
    assertThat(events)
        .contains("START", "PRESENTCALL", "APPNEWCALL", "CALLSTATE", "CALLINFO", "LINEDEVSTATE")
        .contains("ADDRESSSTATE", "REPLY", "CREATE", "REMOVE", "CLOSE", "DEVSPECIFIC", "END");
    assertThat(Files.readString(file)).contains("malformed", "statusError", "infoError", "detail");
  }

  /** Checks type, pattern, required and known members: what this schema uses. */
  private void check(JsonNode value, JsonNode rule, String line) {
    String reference = rule.path("$ref").asText("");
    if (!reference.isEmpty()) {
      assertThat(reference).startsWith(PARTS);
      JsonNode part = schema.path("$defs").path(reference.substring(PARTS.length()));
      assertThat(part.isObject()).as(reference).isTrue();
      check(value, part, line);
      return;
    }
    switch (rule.path("type").asText("")) {
      case "string" -> assertThat(value.isTextual()).as("%s in %s", value, line).isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as("%s in %s", value, line).isTrue();
      case "array" -> {
        assertThat(value.isArray()).as("%s in %s", value, line).isTrue();
        value.forEach(one -> check(one, rule.path("items"), line));
      }
      case "object" -> {
        rule.path("required").forEach(name -> assertThat(value.has(name.asText())).isTrue());
        value
            .properties()
            .forEach(
                one -> {
                  JsonNode member = rule.path("properties").path(one.getKey());
                  assertThat(member.isObject()).as("%s in %s", one.getKey(), line).isTrue();
                  check(one.getValue(), member, line);
                });
      }
      default -> assertThat(rule.has("description")).isTrue();
    }
    if (rule.has("pattern")) {
      assertThat(value.asText()).matches(rule.path("pattern").asText());
    }
  }
}
