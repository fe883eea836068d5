package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.Mobydick;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import ishmael.simulator.phonesystem.xmpp.AnswerFrom;
import ishmael.simulator.phonesystem.xmpp.Directories;
import ishmael.simulator.phonesystem.xmpp.Faults;
import ishmael.simulator.phonesystem.xmpp.Front;
import ishmael.simulator.phonesystem.xmpp.Reply;
import ishmael.simulator.phonesystem.xmpp.Seat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.xmpp.component.ComponentException;

/**
 * The phone system as a component of an XMPP server. A module in that server tells it which clients
 * come and go, and passes it their IQs that have no address.
 */
final class PhoneComponent implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PhoneComponent.class.getName());
  private static final String SESSIONS = "urn:ishmael:simulator";
  private static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  private final Engine engine;
  private final String domain;
  private final AnswerFrom natural;
  private final Front front;

  /** The clients by full JID; used on the engine's thread only. */
  private final Map<String, Client> clients = new HashMap<>();

  private volatile @Nullable ComponentLink link;

  /**
   * Makes a component that is not connected yet.
   *
   * @param natural the {@code from} that the server's own answers about an account carry
   */
  PhoneComponent(Engine engine, String domain, AnswerFrom natural) {
    this.engine = engine;
    this.domain = domain;
    this.natural = natural;
    this.front = new Front(engine);
  }

  Faults faults() {
    return front.faults();
  }

  /** The component's domain. */
  String jid() {
    return "pbx." + domain;
  }

  /**
   * Connects to the server.
   *
   * @throws ComponentException if the server is not there or refuses
   */
  void connect(String host, int port, String secret) throws ComponentException {
    link = ComponentLink.connect(host, port, jid(), secret, this::received);
  }

  /** Ends the connection and forgets the clients; does nothing if there is none. */
  void disconnect() {
    ComponentLink open = link;
    link = null;
    if (open != null) {
      open.close();
    }
    engine
        .timeline()
        .call(
            () -> {
              clients.values().forEach(front::leave);
              clients.clear();
              return true;
            });
  }

  private void received(XmlElement stanza) {
    engine.timeline().post(() -> serve(stanza));
  }

  private void serve(XmlElement stanza) {
    if (stanza.name().equals("message")) {
      stanza.child("session").filter(one -> one.namespace().equals(SESSIONS)).ifPresent(this::told);
    } else if (stanza.name().equals("iq") && List.of("get", "set").contains(type(stanza))) {
      request(stanza);
    } else {
      LOG.fine(() -> "Not for the phone system: " + stanza);
    }
  }

  private static String type(XmlElement stanza) {
    return stanza.attribute("type", "");
  }

  private void told(XmlElement session) {
    String jid = session.attribute("jid", "");
    String key = session.attribute("key", "");
    switch (session.attribute("state", "")) {
      case "bound" -> {
        leave(jid);
        enter(jid, key);
      }
      case "available" -> client(jid).ifPresent(Client::becomeAvailable);
      case "ended" -> {
        if (clients.containsKey(jid) && clients.get(jid).isOf(key)) {
          leave(jid);
        }
      }
      default -> LOG.warning(() -> "Unknown state of a session: " + session);
    }
  }

  /** The client with that JID; one that came while the component was away enters now. */
  private Optional<Client> client(String jid) {
    if (!clients.containsKey(jid)) {
      enter(jid, Client.KEY_UNKNOWN);
    }
    return Optional.ofNullable(clients.get(jid));
  }

  private void enter(String jid, String key) {
    engine
        .findUser(jid.substring(0, Math.max(0, jid.indexOf('@'))))
        .ifPresent(
            user -> {
              Client client = new Client(jid, key);
              clients.put(jid, client);
              front.enter(client, user);
            });
  }

  private void leave(String jid) {
    Client client = clients.remove(jid);
    if (client != null) {
      front.leave(client);
    }
  }

  private void request(XmlElement iq) {
    String jid = iq.attribute("from", "");
    XmlElement payload = iq.children().get(0);
    Optional<Client> client = client(jid);
    if (client.isEmpty()) {
      send(answer(iq, new Reply.Refusal("not-authorized")));
    } else if (payload.namespace().equals(Mobydick.NAMESPACE)) {
      front.command(client.get(), payload, reply -> send(answer(iq, reply)));
    } else if (payload.namespace().equals("jabber:iq:roster")) {
      send(answer(iq, new Reply.Result(Directories.roster(engine, domain))));
    } else {
      send(answer(iq, new Reply.Refusal("service-unavailable")));
    }
  }

  private XmlElement answer(XmlElement iq, Reply reply) {
    String to = iq.attribute("from", "");
    XmlElement.Builder out =
        XmlElement.builder(DomElements.CLIENT, "iq")
            .attribute("id", iq.attribute("id"))
            .attribute("to", to)
            .attribute("from", from(to));
    return reply
        .fold(
            cmd -> out.attribute("type", "result").add(cmd),
            condition -> out.attribute("type", "error").add(error(condition)))
        .build();
  }

  private String from(String fullJid) {
    AnswerFrom wanted = faults().answerFrom();
    return switch (wanted == AnswerFrom.ABSENT ? natural : wanted) {
      // the module in the server takes it away
      case ABSENT -> jid();
      case BARE -> fullJid.substring(0, fullJid.indexOf('/'));
      case SERVER -> domain;
    };
  }

  private static XmlElement error(String condition) {
    return XmlElement.builder(DomElements.CLIENT, "error")
        .attribute("type", "cancel")
        .add(XmlElement.builder(STANZA_ERRORS, condition).build())
        .build();
  }

  private void send(XmlElement stanza) {
    ComponentLink open = link;
    if (open != null) {
      open.send(stanza);
    }
  }

  /** Ends the connection and hears of no further event. */
  @Override
  public void close() {
    disconnect();
    front.close();
  }

  /** A client of the server; used on the engine's thread only. */
  private final class Client implements Seat {
    static final String KEY_UNKNOWN = "";

    private final String jid;
    private final String key;
    private boolean available;

    Client(String jid, String key) {
      this.jid = jid;
      this.key = key;
    }

    /** Whether the session with that key is this client's. */
    boolean isOf(String other) {
      return key.equals(KEY_UNKNOWN) || key.equals(other);
    }

    void becomeAvailable() {
      if (available) {
        return;
      }
      available = true;
      for (UserAccount user : engine.users()) {
        presence(new PhonePresence(user.name(), engine.presenceOf(user.name())));
      }
    }

    @Override
    public void event(XmlElement cmd) {
      send(
          XmlElement.builder(DomElements.CLIENT, "message")
              .attribute("to", jid)
              .attribute("from", jid())
              .add(cmd)
              .build());
    }

    @Override
    public void presence(PhonePresence presence) {
      if (available) {
        send(Directories.presence(presence, domain, jid));
      }
    }
  }
}
