package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line as the telephony service lists it.
 *
 * @param device its device id in this run
 * @param provider the provider's permanent id
 * @param permanentId dwPermanentLineID
 * @param version the negotiated version, such as 2.1
 * @param open whether a program has opened it
 */
public record TapiLine(int device, long provider, long permanentId, String version, boolean open) {
  static TapiLine of(JsonNode json) {
    return new TapiLine(
        json.path("line").asInt(),
        json.path("provider").asLong(),
        json.path("permanentLineID").asLong(),
        json.path("version").asText(),
        json.path("open").asBoolean());
  }
}
