package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a command came to.
 *
 * @param json all that was answered; structures with the names of their members, without {@code dw}
 */
public record Answer(JsonNode json) {

  /** 0 or positive for success, else the LINEERR_ constant. */
  public int result() {
    return json.path("result").asInt();
  }

  /** The name of the LINEERR_ constant without its prefix, empty for success. */
  public String error() {
    return json.path("error").asText("");
  }

  /** The request's id, or -1 if there was none. */
  public int request() {
    return json.path("request").asInt(TapiEvent.NONE);
  }

  /** The number of the call that the request made, or -1. */
  public int call() {
    return json.path("call").asInt(TapiEvent.NONE);
  }

  /** The number of the consultation call that the request made as its second one, or -1. */
  public int consultation() {
    return json.path("consult").asInt(TapiEvent.NONE);
  }

  /** A member as text, empty if there is none. */
  public String text(String member) {
    return json.path(member).asText("");
  }

  /** A member as a number, 0 if there is none. */
  public long number(String member) {
    return json.path(member).asLong();
  }

  /** The names of the bits that are set in a member. */
  public Set<String> names(String member) {
    return names(json.path(member));
  }

  static Set<String> names(JsonNode array) {
    Set<String> names = new LinkedHashSet<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
