package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.rpc.Message;
import ishmael.gateway.domain.IsolationPart;
import java.util.EnumSet;
import java.util.Locale;

/** What subscribers are told. */
final class Notices {
  private Notices() {}

  /** Something in these parts is other than before. */
  static Message changed(EnumSet<IsolationPart> parts) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    ArrayNode names = params.putArray("parts");
    parts.forEach(part -> names.add(part.name().toLowerCase(Locale.ROOT)));
    return new Message.Notification("isolation.changed", params);
  }
}
