package ishmael.simulator.phonesystem;

import ishmael.simulator.phonesystem.protocol.Mobydick;
import ishmael.simulator.phonesystem.protocol.Xml;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import ishmael.simulator.phonesystem.xmpp.SaslMechanism;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** A client on a real TLS connection: sends commands as text, keeps what it gets in order. */
final class WireClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  static {
    Roster.setRosterLoadedAtLoginDefault(false);
    ProviderManager.addIQProvider("cmd", Mobydick.NAMESPACE, new CmdProvider());
    ProviderManager.addIQProvider("query", "jabber:iq:roster", new CmdProvider());
  }

  private final XMPPTCPConnection connection;
  private final BlockingQueue<Stanza> stanzas = new LinkedBlockingQueue<>();
  private final CountDownLatch lost = new CountDownLatch(1);

  private WireClient(XMPPTCPConnection connection) {
    this.connection = connection;
    connection.setReplyTimeout(LIMIT.toMillis());
    connection.addSyncStanzaListener(stanzas::add, stanza -> true);
    connection.addConnectionListener(
        new ConnectionListener() {
          @Override
          public void connectionClosed() {
            lost.countDown();
          }

          @Override
          public void connectionClosedOnError(Exception e) {
            lost.countDown();
          }
        });
  }

  /** Logs in over TLS, trusting the certificate of this very server only. */
  static WireClient login(PhoneSystem system, String user, String password, String resource)
      throws XMPPException, SmackException, IOException, InterruptedException {
    return login(system, user, password, resource, SaslMechanism.PLAIN, "TLSv1.3");
  }

  /** Logs in by one mechanism over one version of TLS. */
  static WireClient login(
      PhoneSystem system,
      String user,
      String password,
      String resource,
      SaslMechanism mechanism,
      String tlsVersion)
      throws XMPPException, SmackException, IOException, InterruptedException {
    XMPPTCPConnectionConfiguration.Builder config =
        XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(system.xmpp().domain())
            .setHostAddress(InetAddress.getLoopbackAddress())
            .setPort(system.xmpp().port())
            .setUsernameAndPassword(user, password)
            .setResource(resource)
            .setSendPresence(false)
            .setCustomX509TrustManager(new Only(system.xmpp().certificate()))
            .setEnabledSSLProtocols(new String[] {tlsVersion})
            .addEnabledSaslMechanism(mechanism.wireName());
    XMPPTCPConnection connection = new XMPPTCPConnection(config.build());
    connection.setUseStreamManagement(false);
    WireClient client = new WireClient(connection);
    try {
      connection.connect().login();
    } catch (XMPPException | SmackException | IOException | InterruptedException e) {
      connection.instantShutdown();
      throw e;
    }
    return client;
  }

  String jid() {
    return connection.getUser().toString();
  }

  boolean isSecure() {
    return connection.isSecureConnection();
  }

  /** Sends a command and returns the id of its iq. */
  String send(String module, String command) throws Exception {
    RawIq iq = new RawIq("cmd", Mobydick.NAMESPACE, " module=\"" + module + "\">" + command);
    connection.sendStanza(iq);
    return iq.getStanzaId();
  }

  String sendRoster() throws Exception {
    return sendIq("query", "jabber:iq:roster");
  }

  String sendIq(String element, String namespace) throws Exception {
    RawIq iq = new RawIq(element, namespace, ">");
    connection.sendStanza(iq);
    return iq.getStanzaId();
  }

  /** What the next presence from a JID shows: unavailable, available or its show text. */
  String nextPresenceOf(String jid) throws InterruptedException {
    Presence presence =
        (Presence) next(s -> s instanceof Presence && jid.contentEquals(s.getFrom()));
    return presence.isAvailable() ? presence.getMode().name() : "unavailable";
  }

  void sendPresence() throws Exception {
    connection.sendStanza(
        connection
            .getStanzaFactory()
            .buildPresenceStanza()
            .ofType(Presence.Type.available)
            .build());
  }

  /** Sends a command and waits for its answer's payload. */
  XmlElement ask(String module, String command) throws Exception {
    return payload(answerTo(send(module, command))).children().get(0);
  }

  Stanza answerTo(String id) throws InterruptedException {
    return next(stanza -> stanza instanceof IQ && id.equals(stanza.getStanzaId()));
  }

  /** The payload of an answer or of an event. */
  static XmlElement payload(Stanza stanza) {
    if (stanza instanceof RawIq iq) {
      return Xml.parse(iq.text);
    }
    StandardExtensionElement cmd =
        (StandardExtensionElement) stanza.getExtension(Mobydick.NAMESPACE);
    return Xml.parse(cmd.toXML(XmlEnvironment.EMPTY).toString());
  }

  /** The next event, skipping all other stanzas. */
  XmlElement event() throws InterruptedException {
    return payload(next(stanza -> stanza.hasExtension(Mobydick.NAMESPACE))).children().get(0);
  }

  Stanza next(Predicate<Stanza> wanted) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Stanza stanza = stanzas.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (stanza == null) {
        throw new AssertionError("Nothing came within " + LIMIT);
      }
      if (wanted.test(stanza)) {
        return stanza;
      }
    }
  }

  boolean loses() throws InterruptedException {
    return lost.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    connection.disconnect();
    connection.instantShutdown();
  }

  private static final class RawIq extends IQ {
    private final String text;

    RawIq(String element, String namespace, String text) {
      super(element, namespace);
      this.text = text;
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
        IQChildElementXmlStringBuilder xml) {
      xml.append(text);
      return xml;
    }
  }

  private static final class CmdProvider extends IqProvider<IQ> {
    @Override
    public IQ parse(XmlPullParser parser, int depth, IqData data, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      String name = parser.getName();
      String namespace = parser.getNamespace();
      return new RawIq(name, namespace, PacketParserUtils.parseElement(parser, true).toString());
    }
  }

  private record Only(X509Certificate trusted) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("No clients here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (!Arrays.equals(chain[0].getEncoded(), trusted.getEncoded())) {
        throw new CertificateException("Another server");
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
