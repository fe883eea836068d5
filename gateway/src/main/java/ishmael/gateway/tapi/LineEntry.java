package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A line as TAPI numbers it.
 *
 * @param version what was negotiated for it; the lowest one if that failed
 * @param caps LINEDEVCAPS under stable names, empty if there is a problem
 * @param problem why the line cannot be used
 */
record LineEntry(int device, ApiVersion version, ObjectNode caps, Optional<TapiException> problem) {
  /** Addresses of one line that are looked at; a number beyond it is a provider's mistake. */
  private static final int MOST_ADDRESSES = 256;

  static LineEntry unusable(int device, TapiException problem) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return new LineEntry(device, ApiVersion.LOWEST, nothing, Optional.of(problem));
  }

  /** Returns the name; empty if the line has none. */
  String name() {
    return caps.path("lineName").asText("");
  }

  int addresses() {
    return (int) Math.min(MOST_ADDRESSES, caps.path("addresses").asLong());
  }

  JsonNode names(String field) {
    return caps.path(field);
  }

  /** The media modes to open it with: voice if it has voice, else all but UNKNOWN. */
  int mediaModes() {
    int modes = Bits.MEDIA_MODE.value(names("mediaModes"));
    int voice = Bits.MEDIA_MODE.bit("INTERACTIVEVOICE");
    return (modes & voice) != 0 ? voice : modes & ~Bits.MEDIA_MODE.bit("UNKNOWN");
  }

  /** Returns number and name, as it is shown to a person. */
  String title() {
    String name = name().isEmpty() ? "(no name)" : Shown.plain(name());
    return device + " " + name;
  }
}
