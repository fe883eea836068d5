package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * A client's stream until the client is logged in: STARTTLS and SASL, in that order. Reads and
 * writes on the connection's reader. Source: RFC 6120, 4 to 6.
 */
final class Negotiation {
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  private static final String BOUND_NEXT =
      "<bind xmlns=\"urn:ietf:params:xml:ns:xmpp-bind\"/>"
          + "<session xmlns=\"urn:ietf:params:xml:ns:xmpp-session\"><optional/></session>";

  private final Reception reception;
  private final Wire wire;
  private boolean secure;
  private boolean told;

  Negotiation(Reception reception, Wire wire) {
    this.reception = reception;
    this.wire = wire;
  }

  /** A client that is logged in, and the stream that its stanzas will come on. */
  record Admitted(UserAccount user, StanzaReader stanzas) {}

  /** Waits for the client; empty if it closed its stream. */
  Optional<Admitted> run() throws IOException, StreamError {
    StanzaReader in = opened(features());
    while (true) {
      Optional<XmlElement> next = in.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      XmlElement element = next.get();
      if (is(element, TLS, "starttls")) {
        startTls();
        in = opened(features());
      } else if (is(element, SaslDialogue.NAMESPACE, "auth") && mayLogIn()) {
        Optional<UserAccount> user = new SaslDialogue(reception, wire, in).run(element);
        if (user.isEmpty()) {
          return Optional.empty();
        }
        return Optional.of(new Admitted(user.get(), opened(BOUND_NEXT)));
      } else {
        throw new StreamError("not-authorized");
      }
    }
  }

  private static boolean is(XmlElement element, String namespace, String name) {
    return element.namespace().equals(namespace) && element.name().equals(name);
  }

  private boolean mayLogIn() {
    return secure || reception.options().tls() != TlsUse.REQUIRED;
  }

  /** Reads the client's opening and answers it, whatever domain it asks for. */
  private StanzaReader opened(String features) throws IOException, StreamError {
    told = false;
    StanzaReader in = new StanzaReader(wire.in(), reception.options().maxStanzaBytes());
    wire.write(opening() + "<stream:features>" + features + "</stream:features>");
    return in;
  }

  private String opening() {
    told = true;
    return "<?xml version='1.0'?><stream:stream xmlns=\"jabber:client\""
        + " xmlns:stream=\"http://etherx.jabber.org/streams\" version=\"1.0\" xml:lang=\"en\""
        + (" from=\"" + reception.domain() + "\" id=\"" + UUID.randomUUID() + "\">");
  }

  /** What ends the stream, and begins it first if that was not done. */
  String farewell(StreamError error) {
    return (told ? "" : opening()) + StreamError.farewell(error.condition());
  }

  private String features() {
    StringBuilder out = new StringBuilder();
    if (!secure && reception.options().tls() != TlsUse.MISSING) {
      boolean required = reception.options().tls() == TlsUse.REQUIRED;
      out.append("<starttls xmlns=\"" + TLS + "\">").append(required ? "<required/>" : "");
      out.append("</starttls>");
    }
    if (mayLogIn()) {
      out.append("<mechanisms xmlns=\"" + SaslDialogue.NAMESPACE + "\">");
      for (SaslMechanism mechanism : reception.options().mechanisms()) {
        out.append("<mechanism>").append(mechanism.wireName()).append("</mechanism>");
      }
      out.append("</mechanisms>");
    }
    return out.toString();
  }

  private void startTls() throws IOException, StreamError {
    if (secure || reception.options().tls() == TlsUse.MISSING) {
      wire.write("<failure xmlns=\"" + TLS + "\"/>");
      throw new StreamError("unsupported-feature");
    }
    wire.write("<proceed xmlns=\"" + TLS + "\"/>");
    wire.secure(reception.identity(), reception.options());
    secure = true;
  }
}
