package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What {@code tapi list} shows of each line. */
final class LineList {
  private LineList() {}

  /** Looks at all lines; opens each one for a moment, to ask whether it is in service. */
  static ObjectNode look(TapiSession session) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode lines = root.putArray("lines");
    for (LineEntry line : session.lines()) {
      ObjectNode shown = lines.addObject();
      shown.put("device", line.device());
      if (line.problem().isPresent()) {
        shown.put("error", line.problem().get().sentence());
      } else {
        describe(session, line, shown);
      }
    }
    return root;
  }

  private static void describe(TapiSession session, LineEntry line, ObjectNode shown) {
    shown.put("name", line.name());
    shown.put("provider", line.caps().path("providerInfo").asText(""));
    shown.set("permanentLineId", line.names("permanentLineId"));
    ArrayNode addresses = shown.putArray("addresses");
    shown.put("apiVersion", line.version().toString());
    shown.set("mediaModes", line.names("mediaModes"));
    shown.set("bearerModes", line.names("bearerModes"));
    JsonNode features = line.names("lineFeatures");
    if (!features.isMissingNode()) {
      shown.set("features", features);
    }
    try {
      for (int address = 0; address < line.addresses(); address++) {
        addresses.add(session.addressCaps(line, address).path("address").asText(""));
      }
      shown.put("inService", inService(session, line));
    } catch (TapiException e) {
      shown.put("error", e.sentence());
    }
    if (line.caps().has("malformed")) {
      shown.set("malformed", line.names("malformed"));
    }
  }

  private static boolean inService(TapiSession session, LineEntry line) throws TapiException {
    OpenLine open = session.open(line, OpenLine.PRIVILEGE_NONE);
    int flags = Bits.DEV_STATUS_FLAGS.value(open.status().path("statusFlags"));
    open.close();
    return (flags & Bits.DEV_STATUS_FLAGS.bit("INSERVICE")) != 0;
  }

  static void print(ObjectNode list, PrintWriter out) {
    JsonNode lines = list.path("lines");
    for (JsonNode line : lines) {
      String name = line.path("name").asText("");
      out.println(
          ("line " + line.path("device").asInt() + "  " + Shown.plain(name)).stripTrailing());
      row(out, "provider", line.path("provider"));
      row(out, "permanent id", line.path("permanentLineId"));
      row(out, "addresses", line.path("addresses"));
      row(out, "API version", line.path("apiVersion"));
      row(out, "media modes", line.path("mediaModes"));
      row(out, "bearer modes", line.path("bearerModes"));
      row(out, "features", line.path("features"));
      if (line.has("inService")) {
        out.println("  in service:    " + (line.path("inService").asBoolean() ? "yes" : "no"));
      }
      row(out, "error", line.path("error"));
      row(out, "malformed", line.path("malformed"));
      out.println();
    }
    out.println(lines.isEmpty() ? "TAPI has no lines on this machine." : "lines: " + lines.size());
  }

  private static void row(PrintWriter out, String title, JsonNode value) {
    if (!value.isMissingNode()) {
      out.println(String.format(Locale.ROOT, "  %-14s %s", title + ":", Shown.value(value)));
    }
  }
}
