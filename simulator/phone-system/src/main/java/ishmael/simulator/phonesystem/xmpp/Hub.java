package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.Mobydick;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves the stanzas of all logged-in clients, on the engine's thread. */
final class Hub {
  private static final Logger LOG = Logger.getLogger(Hub.class.getName());

  /** Replies of clients that are kept until they are asked for; further ones are dropped. */
  private static final int MAX_REPLIES = 1_000;

  private final Engine engine;
  private final String domain;
  private final Front front;
  private final Map<ClientConnection, Bound> bound = new LinkedHashMap<>();
  private final BlockingQueue<XmlElement> replies = new ArrayBlockingQueue<>(MAX_REPLIES);

  Hub(Engine engine, String domain, Front front) {
    this.engine = engine;
    this.domain = domain;
    this.front = front;
  }

  List<String> sessions() {
    return engine.timeline().call(() -> bound.values().stream().map(b -> b.fullJid).toList());
  }

  Optional<Bound> session(String fullJid) {
    return engine
        .timeline()
        .call(() -> bound.values().stream().filter(b -> b.fullJid.equals(fullJid)).findFirst());
  }

  Optional<XmlElement> nextReply(Duration limit) throws InterruptedException {
    return Optional.ofNullable(replies.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Forgets a client; may be told again. */
  void closed(ClientConnection connection) {
    engine.timeline().post(() -> unbind(connection));
  }

  private void unbind(ClientConnection connection) {
    Bound client = bound.remove(connection);
    if (client != null) {
      front.leave(client);
    }
  }

  /** Serves a stanza soon, in its turn; then runs {@code served}. */
  void received(ClientConnection connection, XmlElement stanza, Runnable served) {
    engine
        .timeline()
        .post(
            () -> {
              try {
                serve(connection, stanza);
              } finally {
                served.run();
              }
            });
  }

  /** Runs {@code task} when all that was received before is served. */
  void afterReceived(Runnable task) {
    engine.timeline().post(task);
  }

  private void serve(ClientConnection connection, XmlElement stanza) {
    Bound client = bound.get(connection);
    if (stanza.name().equals("iq")) {
      serveIq(connection, client, stanza);
    } else if (stanza.name().equals("presence") && client != null) {
      presence(client, stanza);
    }
  }

  private void serveIq(ClientConnection connection, @Nullable Bound client, XmlElement iq) {
    String type = iq.attribute("type", "");
    if (!type.equals("get") && !type.equals("set")) {
      if (!replies.offer(iq)) {
        LOG.fine("A reply of a client is dropped");
      }
      return;
    }
    Iq request = new Iq(iq);
    if (request.is("urn:ietf:params:xml:ns:xmpp-bind", "bind")) {
      bind(connection, client, request);
    } else if (client == null) {
      connection.send(request.error("not-authorized", null));
    } else if (request.is(Mobydick.NAMESPACE, "cmd") && iq.attribute("to") == null) {
      command(client, request);
    } else if (request.is("jabber:iq:roster", "query") && type.equals("get")) {
      client.wantsRoster = true;
      connection.send(request.result(client.fullJid, null, Directories.roster(engine, domain)));
    } else if (request.is("urn:xmpp:ping", "ping")
        || request.is("urn:ietf:params:xml:ns:xmpp-session", "session")) {
      connection.send(request.result(client.fullJid, null, null));
    } else {
      connection.send(request.error("service-unavailable", client.fullJid));
    }
  }

  private void bind(ClientConnection connection, @Nullable Bound already, Iq request) {
    if (already != null) {
      connection.send(request.error("not-allowed", already.fullJid));
      return;
    }
    String wanted = request.payload().childText("resource");
    String resource = wanted.isEmpty() ? UUID.randomUUID().toString() : wanted;
    Bound client = new Bound(connection, domain, resource, front.faults());
    for (Bound other : List.copyOf(bound.values())) {
      if (other.fullJid.equals(client.fullJid)) {
        unbind(other.connection);
        other.connection.endWithError("conflict");
      }
    }
    front.enter(client, engine.user(connection.node()));
    bound.put(connection, client);
    XmlElement answer =
        XmlElement.builder("urn:ietf:params:xml:ns:xmpp-bind", "bind")
            .leaf("jid", client.fullJid)
            .build();
    connection.send(request.result(client.fullJid, null, answer));
  }

  private void command(Bound client, Iq request) {
    front.command(
        client,
        request.payload(),
        reply ->
            client.connection.send(
                reply.fold(
                    cmd -> request.result(client.fullJid, from(client), cmd),
                    condition -> request.error(condition, client.fullJid))));
  }

  private @Nullable String from(Bound client) {
    return switch (front.faults().answerFrom()) {
      case ABSENT -> null;
      case BARE -> client.bareJid;
      case SERVER -> domain;
    };
  }

  private void presence(Bound client, XmlElement presence) {
    boolean present = presence.attribute("type") == null;
    String to = presence.attribute("to");
    if (to != null) {
      client.directed(to, present);
      return;
    }
    boolean before = client.available;
    client.available = present;
    if (client.available && !before) {
      for (UserAccount user : engine.users()) {
        PhonePresence.State state = engine.presenceOf(user.name());
        client.presence(new PhonePresence(user.name(), state));
      }
    }
  }
}
