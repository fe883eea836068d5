package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import java.time.Duration;
import java.util.List;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.iqrequest.AbstractIqRequestHandler;
import org.jivesoftware.smack.iqrequest.IQRequestHandler.Mode;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Mechanisms;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.DomainBareJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;
import org.jxmpp.stringprep.XmppStringprepException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from the first packet to its end; never used again afterwards. Its threads only
 * post to the loop: an attempt thread that connects and logs in, the writer, and Smack's own.
 */
final class Link {
  private static final Logger LOGGER = LoggerFactory.getLogger(Link.class);

  /** Read and not handled yet; then the reader waits. */
  private static final int BACKLOG = 4096;

  /** Hears of the link; called on the loop. */
  interface Owner {
    /** Login is done. */
    void loggedIn(Link link);

    /** A stanza came in. */
    void received(Link link, Inbound inbound);

    /** The link ended by itself; called once, and not after {@link Link#end}. */
    void ended(Link link, LinkProblem problem);
  }

  private final PhoneSystemOptions options;
  private final LinkTiming timing;
  private final LinkLoop loop;
  private final Owner owner;
  private final Trust trust;
  private final ProblemFinder problems;
  private final LoginMethods methods;
  private final InboundReader reader;
  private final DomainBareJid phoneSystem;
  private final Backlog backlog = new Backlog(BACKLOG);
  private final RobustConnection connection;
  private final StanzaWriter writer;
  private final Thread attempt;
  private final Heartbeat heartbeat;
  private Runnable cancelLimit = () -> {};
  private boolean over;

  private Link(
      PhoneSystemOptions options,
      LinkLoop loop,
      Owner owner,
      long number,
      Trust trust,
      LoginMethods methods)
      throws XmppStringprepException {
    this.options = options;
    this.timing = options.timing();
    this.loop = loop;
    this.owner = owner;
    this.trust = trust;
    this.methods = methods;
    problems = new ProblemFinder(options);
    reader = new InboundReader(options.user(), options.domain());
    phoneSystem = JidCreate.domainBareFrom("pbx." + options.domain());
    connection = new RobustConnection(configuration(options, trust, methods), backlog);
    // A Dial must never be sent again by itself after a break.
    connection.setUseStreamManagement(false);
    connection.setReplyTimeout(timing.attemptLimit().toMillis());
    connection.addSyncStanzaListener(this::heard, stanza -> true);
    connection.registerIQRequestHandler(new RosterPushes());
    connection.registerIQRequestHandler(new Pings());
    connection.addConnectionListener(new Ends());
    writer = new StanzaWriter(connection::sendNonza, "ishmael-xmpp-writer-" + number);
    attempt = new Thread(this::connect, "ishmael-xmpp-login-" + number);
    attempt.setDaemon(true);
    heartbeat =
        new Heartbeat(
            loop::after, timing.heartbeat(), options.connectHost(), this::send, this::fail);
  }

  /**
   * Makes a link.
   *
   * @throws LinkException if the settings do not allow to connect
   */
  static Link of(
      PhoneSystemOptions options, LinkLoop loop, Owner owner, long number, LoginMethods methods)
      throws LinkException {
    try {
      return new Link(options, loop, owner, number, Trust.of(options), methods);
    } catch (XmppStringprepException e) {
      throw new LinkException(LinkProblem.badAddress(options.domain(), LinkException.text(e)));
    }
  }

  /** Begins to connect; one limit covers connecting and login. */
  void open() {
    Duration limit = timing.attemptLimit();
    cancelLimit = loop.after(limit, () -> fail(LinkProblem.tooSlow(options.connectHost(), limit)));
    attempt.start();
  }

  /** Queues a stanza; false if there is no room. */
  boolean send(Outgoing outgoing) {
    return writer.offer(outgoing);
  }

  /**
   * Says to all that we are there. Without it the server tells neither the presence of the phones
   * nor, on some servers, changes of the roster. It answers with the presence of all phones.
   */
  boolean sendPresence() {
    PresenceBuilder presence = StanzaBuilder.buildPresence();
    return send(new Outgoing(presence.build(), timing.attemptLimit()));
  }

  /**
   * Says only to where events come from that we are there, so that a server which keeps messages
   * from clients that are not present lets events pass while the directory is read. Source: RFC
   * 6121, 4.6, directed presence.
   */
  boolean sendPresenceToPhoneSystem() {
    PresenceBuilder presence = StanzaBuilder.buildPresence().to(phoneSystem);
    return send(new Outgoing(presence.build(), timing.attemptLimit()));
  }

  /**
   * Ends the link without waiting for anybody. Smack's orderly disconnect() is never used: it
   * blocks for ever when the server does not read, and holds a lock that the hard way needs.
   */
  void end() {
    if (over) {
      return;
    }
    over = true;
    cancelLimit.run();
    heartbeat.stop();
    backlog.open();
    writer.stop();
    attempt.interrupt();
    // instantShutdown waits for Smack's threads and for the attempt's lock: not on this thread.
    Thread closer = new Thread(connection::instantShutdown, attempt.getName() + "-closer");
    closer.setDaemon(true);
    closer.start();
  }

  /** Ends the link because of a problem found above. */
  void fail(LinkProblem problem) {
    if (!over) {
      end();
      owner.ended(this, problem);
    }
  }

  private void connect() {
    try {
      connection.connect();
      if (!connection.isSecureConnection()) {
        throw new LinkException(LinkProblem.noTls(options.connectHost()));
      }
      connection.login();
      loop.post(this::connected);
    } catch (Exception e) {
      LOGGER.debug("attempt failed", e);
      LinkProblem problem = trust.refusal().orElseGet(() -> problems.find(e, methods, offered()));
      loop.post(() -> fail(problem));
    }
  }

  /** Returns the SASL mechanism that the login used. */
  String mechanism() {
    return connection.getUsedSaslMechansism();
  }

  private List<String> offered() {
    Mechanisms feature = connection.getFeature(Mechanisms.QNAME);
    return feature == null ? List.of() : feature.getMechanisms();
  }

  private void connected() {
    if (over) {
      return;
    }
    writer.start();
    cancelLimit.run();
    heartbeat.start();
    owner.loggedIn(this);
  }

  /** The machine slept or changed its network: a link that does not answer soon is dead. */
  void suspect() {
    heartbeat.suspect();
  }

  private void heard(Stanza stanza) {
    XmppTrace.in(stanza);
    reader.read(stanza).forEach(this::deliver);
  }

  private void deliver(Inbound inbound) {
    heartbeat.heard();
    backlog.enter();
    boolean posted =
        loop.post(
            () -> {
              backlog.leave();
              if (!over) {
                owner.received(this, inbound);
              }
            });
    if (!posted) {
      backlog.leave();
    }
  }

  private static XMPPTCPConnectionConfiguration configuration(
      PhoneSystemOptions options, Trust trust, LoginMethods methods)
      throws XmppStringprepException {
    DomainBareJid domain = JidCreate.domainBareFrom(options.domain());
    int limit = Math.toIntExact(options.timing().attemptLimit().toMillis());
    return XMPPTCPConnectionConfiguration.builder()
        .setXmppDomain(domain)
        .setHost(options.connectHost())
        .setPort(options.port())
        .setUsernameAndPassword(options.user(), options.password().reveal())
        .setResource(Resourcepart.from(options.resource()))
        .setSecurityMode(SecurityMode.required)
        .setCustomX509TrustManager(trust)
        .setHostnameVerifier(trust)
        .addEnabledSaslMechanism(methods.allowed())
        .setSendPresence(false)
        .setCompressionEnabled(false)
        .setConnectTimeout(limit)
        .build();
  }

  /** Answers and forwards roster pushes. */
  private final class RosterPushes extends AbstractIqRequestHandler {
    RosterPushes() {
      super("query", "jabber:iq:roster", IQ.Type.set, Mode.sync);
    }

    @Override
    public IQ handleIQRequest(IQ push) {
      if (!reader.own(push) || !(push instanceof ElementIq known)) {
        return IQ.createErrorResponse(push, StanzaError.Condition.service_unavailable);
      }
      deliver(new Inbound.RosterPush(known.child()));
      return IQ.createResultIQ(push);
    }
  }

  /** Answers pings of the server. */
  private final class Pings extends AbstractIqRequestHandler {
    Pings() {
      super(ElementIq.PING, ElementIq.PING_NAMESPACE, IQ.Type.get, Mode.sync);
    }

    @Override
    public IQ handleIQRequest(IQ ping) {
      deliver(new Inbound.Nothing());
      return IQ.createResultIQ(ping);
    }
  }

  /** Hears from Smack that the connection ended. */
  private final class Ends implements ConnectionListener {
    @Override
    public void connectionClosed() {
      loop.post(() -> fail(LinkProblem.closedByServer(options.connectHost())));
    }

    @Override
    public void connectionClosedOnError(Exception e) {
      LOGGER.debug("connection ended", e);
      LinkProblem problem = trust.refusal().orElseGet(() -> ended(e));
      loop.post(() -> fail(problem));
    }

    private LinkProblem ended(Exception e) {
      return connection.endedByServer() && !(e instanceof StreamErrorException)
          ? LinkProblem.closedByServer(options.connectHost())
          : problems.find(e);
    }
  }
}
