package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule of the telephony service that a provider broke.
 *
 * @param rule the rule's id, such as {@code completion.twice}
 * @param text the rule
 * @param source the primary source that states it
 * @param detail what happened
 */
public record Violation(String rule, String text, String source, String detail) {
  static Violation of(JsonNode json) {
    return new Violation(
        json.path("rule").asText(),
        json.path("text").asText(),
        json.path("source").asText(),
        json.path("detail").asText());
  }

  @Override
  public String toString() {
    return rule + ": " + text + " (" + source + "): " + detail;
  }
}
