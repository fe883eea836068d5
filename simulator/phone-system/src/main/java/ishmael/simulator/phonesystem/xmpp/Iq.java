package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import org.jspecify.annotations.Nullable;

/** A request and the ways to answer it. */
final class Iq {
  static final String CLIENT = "jabber:client";
  private static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private static final XmlElement NOTHING = XmlElement.builder("", "nothing").build();

  private final XmlElement iq;

  Iq(XmlElement iq) {
    this.iq = iq;
  }

  XmlElement payload() {
    return iq.children().isEmpty() ? NOTHING : iq.children().get(0);
  }

  boolean is(String namespace, String name) {
    return payload().namespace().equals(namespace) && payload().name().equals(name);
  }

  String result(String to, @Nullable String from, @Nullable XmlElement payload) {
    XmlElement.Builder out = answer("result", to).attribute("from", from);
    if (payload != null) {
      out.add(payload);
    }
    return out.build().toXml(CLIENT);
  }

  String error(String condition, @Nullable String to) {
    XmlElement error =
        XmlElement.builder(CLIENT, "error")
            .attribute("type", "cancel")
            .add(XmlElement.builder(STANZA_ERRORS, condition).build())
            .build();
    return answer("error", to).add(payload()).add(error).build().toXml(CLIENT);
  }

  private XmlElement.Builder answer(String type, @Nullable String to) {
    return XmlElement.builder(CLIENT, "iq")
        .attribute("id", iq.attribute("id"))
        .attribute("to", to)
        .attribute("type", type);
  }
}
