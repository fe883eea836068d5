package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What {@code tapi caps} shows: capabilities and status of a line and of its addresses. */
final class LineCaps {
  private LineCaps() {}

  static ObjectNode look(TapiSession session, LineEntry line) throws TapiException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("device", line.device());
    root.put("apiVersion", line.version().toString());
    root.set("LINEDEVCAPS", line.caps());
    ArrayNode caps = root.putArray("LINEADDRESSCAPS");
    for (int address = 0; address < line.addresses(); address++) {
      caps.add(session.addressCaps(line, address));
    }
    OpenLine open = session.open(line, OpenLine.PRIVILEGE_NONE);
    root.set("LINEDEVSTATUS", open.status());
    ArrayNode status = root.putArray("LINEADDRESSSTATUS");
    for (int address = 0; address < line.addresses(); address++) {
      status.add(open.addressStatus(address));
    }
    open.close();
    return root;
  }

  static void print(LineEntry line, ObjectNode caps, PrintWriter out) {
    out.println("line " + line.title() + ", API version " + line.version());
    structure(out, "LINEDEVCAPS", caps.path("LINEDEVCAPS"));
    each(out, caps, "LINEADDRESSCAPS");
    structure(out, "LINEDEVSTATUS", caps.path("LINEDEVSTATUS"));
    each(out, caps, "LINEADDRESSSTATUS");
  }

  private static void each(PrintWriter out, ObjectNode caps, String name) {
    int address = 0;
    for (JsonNode one : caps.path(name)) {
      structure(out, name + " of address " + address, one);
      address++;
    }
  }

  private static void structure(PrintWriter out, String title, JsonNode values) {
    out.println();
    out.println(title);
    values
        .properties()
        .forEach(
            one ->
                out.println(
                    String.format(
                        Locale.ROOT, "  %-28s %s", one.getKey(), Shown.value(one.getValue()))));
  }
}
