package ishmael.simulator.phonesystem.xmpp;

import com.google.common.collect.ImmutableSet;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import org.apache.vysper.xml.fragment.XMLElement;
import org.apache.vysper.xmpp.protocol.ProtocolWorker;
import org.apache.vysper.xmpp.protocol.SessionStateHolder;
import org.apache.vysper.xmpp.protocol.StanzaProcessor;
import org.apache.vysper.xmpp.server.ServerRuntimeContext;
import org.apache.vysper.xmpp.server.SessionContext;
import org.apache.vysper.xmpp.server.SessionState;
import org.apache.vysper.xmpp.stanza.Stanza;

/** Sends what concerns the stream to Vysper and the stanzas of logged-in clients to the hub. */
final class StanzaGate implements StanzaProcessor {
  private static final ImmutableSet<String> STANZAS = ImmutableSet.of("iq", "message", "presence");

  private final Hub hub;
  private final ProtocolWorker stream = new ProtocolWorker();

  StanzaGate(Hub hub) {
    this.hub = hub;
  }

  @Override
  public void processStanza(
      ServerRuntimeContext server,
      SessionContext session,
      Stanza stanza,
      SessionStateHolder state) {
    if (state.getState() == SessionState.CLOSED) {
      return;
    }
    if (state.getState() == SessionState.AUTHENTICATED && STANZAS.contains(stanza.getName())) {
      hub.received((ClientConnection) session, converted(stanza));
    } else {
      stream.processStanza(server, session, stanza, state);
    }
  }

  @Override
  public void processTLSEstablished(SessionContext session, SessionStateHolder state) {
    stream.processTLSEstablished(session, state);
  }

  static XmlElement converted(XMLElement element) {
    XmlElement.Builder out = XmlElement.builder(element.getNamespaceURI(), element.getName());
    element.getAttributes().stream()
        .filter(a -> a.getNamespaceUri().isEmpty() && !a.getName().startsWith("xmlns"))
        .forEach(a -> out.attribute(a.getName(), a.getValue()));
    element.getInnerElements().forEach(child -> out.add(converted(child)));
    if (element.getInnerText() != null && element.getInnerElements().isEmpty()) {
      out.text(element.getInnerText().getText());
    }
    return out.build();
  }
}
