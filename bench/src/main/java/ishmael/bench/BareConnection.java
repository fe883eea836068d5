package ishmael.bench;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.xpp3.Xpp3XmlPullParserFactory;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** Smack's connection with one synchronous listener and nothing around it. */
final class BareConnection implements AutoCloseable {
  private static final Logger SMACK_LOG = Logger.getLogger("org.jivesoftware.smack");
  private static final String RESOURCE = "BARE";
  private static final long LIMIT_SECONDS = 30;
  private static final String SUBSCRIPTION =
      "<ClientInfo><AddSubscription><Subscription module='base' type='*' scope='supervisor'/>"
          + "</AddSubscription></ClientInfo>";

  private final XMPPTCPConnection connection;
  private volatile Consumer<Boolean> answers = good -> {};
  private volatile Consumer<String> events = id -> {};

  private BareConnection(XMPPTCPConnection connection) {
    this.connection = connection;
    connection.addSyncStanzaListener(this::heard, stanza -> true);
  }

  /** Prepares Smack, once in a process: the gateway's parser, and nobody reads the contents. */
  static void prepare() {
    SmackXmlParser.setXmlPullParserFactory(new Xpp3XmlPullParserFactory());
    SMACK_LOG.setLevel(Level.SEVERE);
    Smack.ensureInitialized();
    Skipped.register();
  }

  /** Connects and logs in. */
  static BareConnection open(int port, String pin) throws Exception {
    Pin trust = new Pin(pin);
    XMPPTCPConnection connection =
        new XMPPTCPConnection(
            XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(JidCreate.domainBareFrom(BenchSite.DOMAIN))
                .setHost("localhost")
                .setPort(port)
                .setUsernameAndPassword(BenchSite.SUPERVISOR, BenchSite.PASSWORD)
                .setResource(Resourcepart.from(RESOURCE))
                .setSecurityMode(SecurityMode.required)
                .setCustomX509TrustManager(trust)
                .setHostnameVerifier((host, session) -> true)
                .addEnabledSaslMechanism(List.of("SCRAM-SHA-1", "PLAIN"))
                .setSendPresence(false)
                .setCompressionEnabled(false)
                .build());
    connection.setUseStreamManagement(false);
    connection.connect();
    connection.login();
    return new BareConnection(connection);
  }

  void send(IQ question) throws NotConnectedException, InterruptedException {
    connection.sendStanza(question);
  }

  /** Sets who hears of each answer, whether it is a good one. */
  void onAnswer(Consumer<Boolean> taker) {
    answers = taker;
  }

  /** Sets who hears the id of each message. */
  void onEvent(Consumer<String> taker) {
    events = taker;
  }

  String jid() {
    return connection.getUser().toString();
  }

  /** Subscribes to the events of all users, and waits for the answer. */
  void introduce() throws Exception {
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    onAnswer(answered::complete);
    send(Question.cmd("xmppuser", SUBSCRIPTION));
    if (!answered.get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the server refused the introduction");
    }
  }

  private void heard(Stanza stanza) {
    if (stanza instanceof IQ iq) {
      answers.accept(iq.getType() == IQ.Type.result);
    } else if (stanza instanceof Message message && message.getStanzaId() != null) {
      events.accept(message.getStanzaId());
    }
  }

  @Override
  public void close() {
    connection.instantShutdown();
  }

  /** Trusts one certificate. */
  private record Pin(String sha256) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("not a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (!Hashing.sha256().hashBytes(chain[0].getEncoded()).toString().equals(sha256)) {
        throw new CertificateException("another certificate");
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
