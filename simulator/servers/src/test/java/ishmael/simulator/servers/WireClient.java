package ishmael.simulator.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import ishmael.simulator.phonesystem.protocol.Mobydick;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP client that hides nothing: each stanza is seen as it came. It trusts the certificate of
 * the server under test only.
 */
final class WireClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

  private final ServerUnderTest server;
  private final BlockingQueue<XmlElement> stanzas = new LinkedBlockingQueue<>();
  private final List<XmlElement> features = new ArrayList<>();
  private Socket socket;
  private XMLStreamReader in;
  private String jid = "";
  private int requests;

  private WireClient(ServerUnderTest server) throws Exception {
    this.server = server;
    socket = new Socket(server.host(), server.port());
    socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
    in = openStream();
    write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    expect(read(), "proceed");
    socket = tls();
    in = openStream();
  }

  /** Connects as far as SASL, over TLS. */
  static WireClient connect(ServerUnderTest server) throws Exception {
    return new WireClient(server);
  }

  /** Connects, logs in with PLAIN and binds a resource. */
  static WireClient login(ServerUnderTest server, String user, String password, String resource)
      throws Exception {
    WireClient client = connect(server);
    XmlElement answer = client.plain(user, password);
    expect(answer, "success");
    client.bind(resource);
    return client;
  }

  /** The names of the login mechanisms that the server offers on the encrypted stream. */
  List<String> mechanisms() {
    return features.stream()
        .filter(one -> one.name().equals("mechanisms"))
        .flatMap(one -> one.childrenNamed("mechanism"))
        .map(XmlElement::text)
        .toList();
  }

  /** The features that the server offered last. */
  List<XmlElement> features() {
    return List.copyOf(features);
  }

  /** Logs in with PLAIN; returns success or failure. */
  XmlElement plain(String user, String password) throws Exception {
    return auth("PLAIN", base64("\0" + user + "\0" + password));
  }

  /** Logs in with SCRAM-SHA-1; returns success or failure. */
  XmlElement scram(String user, String password) throws Exception {
    Scram scram = new Scram(user, password);
    XmlElement challenge = auth("SCRAM-SHA-1", scram.first());
    if (!challenge.name().equals("challenge")) {
      return challenge;
    }
    write("<response xmlns='" + SASL + "'>" + scram.answer(challenge.text()) + "</response>");
    XmlElement end = read();
    if (end.name().equals("success") && !scram.isServer(end.text())) {
      throw new AssertionError("The server does not know the password: " + end);
    }
    return end;
  }

  private XmlElement auth(String mechanism, String initial) throws Exception {
    write("<auth xmlns='" + SASL + "' mechanism='" + mechanism + "'>" + initial + "</auth>");
    return read();
  }

  /** Binds a resource after login and begins to listen. */
  void bind(String resource) throws Exception {
    in = openStream();
    write(
        "<iq type='set' id='bind'><bind xmlns='%s'><resource>%s</resource></bind></iq>"
            .formatted(BIND, resource));
    XmlElement answer = read();
    jid = answer.child("bind").orElseThrow(() -> new AssertionError(answer)).childText("jid");
    socket.setSoTimeout(0);
    Thread reader = new Thread(this::listen, "wire-client");
    reader.setDaemon(true);
    reader.start();
  }

  /** The full JID that the server gave. */
  String jid() {
    return jid;
  }

  /** Sends a command and returns its answer, an iq. */
  XmlElement ask(String module, String command) throws Exception {
    return ask(module, command, LIMIT)
        .orElseThrow(() -> new AssertionError("No answer within " + LIMIT));
  }

  /** Sends a command and returns its answer if it comes within the limit. */
  Optional<XmlElement> ask(String module, String command, Duration limit) throws Exception {
    String id = "q" + ++requests;
    write(
        "<iq type='get' id='%s'><cmd xmlns='%s' module='%s'>%s</cmd></iq>"
            .formatted(id, Mobydick.NAMESPACE, module, command));
    return next(one -> one.name().equals("iq") && id.equals(one.attribute("id")), limit);
  }

  /** The element within the answer to a command. */
  static XmlElement command(XmlElement iq) {
    return iq.child("cmd").orElseThrow(() -> new AssertionError(iq)).children().get(0);
  }

  /** The next stanza that is wanted; others before it are dropped. */
  XmlElement next(Predicate<XmlElement> wanted) throws InterruptedException {
    return next(wanted, LIMIT)
        .orElseThrow(() -> new AssertionError("Nothing came within " + LIMIT));
  }

  private Optional<XmlElement> next(Predicate<XmlElement> wanted, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      XmlElement one = stanzas.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (one == null || wanted.test(one)) {
        return Optional.ofNullable(one);
      }
    }
  }

  void write(String xml) throws IOException {
    socket.getOutputStream().write(xml.getBytes(UTF_8));
  }

  private void listen() {
    try {
      while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
        stanzas.add(element(in));
      }
    } catch (XMLStreamException e) {
      stanzas.add(XmlElement.builder("", "end").text(String.valueOf(e.getMessage())).build());
    }
  }

  private XMLStreamReader openStream() throws Exception {
    write(
        "<?xml version='1.0'?><stream:stream to='%s' version='1.0' xmlns='jabber:client'"
                .formatted(server.domain())
            + " xmlns:stream='http://etherx.jabber.org/streams'>");
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    in = factory.createXMLStreamReader(socket.getInputStream(), "UTF-8");
    in.nextTag();
    features.clear();
    features.addAll(read().children());
    return in;
  }

  private XmlElement read() throws XMLStreamException {
    in.nextTag();
    return element(in);
  }

  private SSLSocket tls() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket over =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, server.domain(), server.port(), true);
    over.startHandshake();
    return over;
  }

  private static void expect(XmlElement element, String name) {
    if (!element.name().equals(name)) {
      throw new AssertionError("Not " + name + " but " + element);
    }
  }

  private static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
    @Nullable String namespace = reader.getNamespaceURI();
    XmlElement.Builder out =
        XmlElement.builder(namespace == null ? "" : namespace, reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      out.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    boolean leaf = true;
    while (reader.next() != XMLStreamReader.END_ELEMENT) {
      if (reader.isStartElement()) {
        out.add(element(reader));
        leaf = false;
      } else if (reader.isCharacters()) {
        text.append(reader.getText());
      }
    }
    return leaf ? out.text(text.toString()).build() : out.build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
