package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * One line that the stand-in reports of its own accord: a message of a provider by its TAPI name
 * ({@code LINE_CALLSTATE}), or {@code completion}.
 *
 * @param name the message
 * @param json all that was reported
 */
public record TapiEvent(String name, JsonNode json) {
  static final int NONE = -1;

  /** The line's device id, or -1. */
  public int line() {
    return json.path("line").asInt(NONE);
  }

  /** The call's number in this run, or -1. */
  public int call() {
    return json.path("call").asInt(NONE);
  }

  /** The request that is completed, or -1. */
  public int request() {
    return json.path("request").asInt(NONE);
  }

  /** The result of a completion: empty for success, else the LINEERR_ constant's name. */
  public String error() {
    return json.path("error").asText("");
  }

  /** The LINECALLSTATE_ name, or an empty text. */
  public String state() {
    return json.path("state").asText("");
  }

  /** The name of the state's mode, or an empty text. */
  public String mode() {
    return json.path("mode").asText("");
  }

  /** LINECALLFEATURE_ names, asked for after the event. */
  public Set<String> features() {
    return Answer.names(json.path("features"));
  }

  /** LINECALLINFOSTATE_ names of LINE_CALLINFO. */
  public Set<String> changed() {
    return Answer.names(json.path("changed"));
  }

  /** LINEDEVSTATE_ or LINEADDRESSSTATE_ names. */
  public Set<String> states() {
    return Answer.names(json.path("states"));
  }

  /** Whether this is LINE_CALLSTATE of that call with that state. */
  public boolean isState(int ofCall, String ofState) {
    return call() == ofCall && state().equals(ofState);
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
