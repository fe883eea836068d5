package ishmael.simulator.phonesystem;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that is nothing but a TLS socket: it decides which bytes go into which record. */
final class RawClient implements AutoCloseable {
  private static final int LIMIT_MILLIS = 20_000;
  private static final String OPENING =
      "<?xml version='1.0'?><stream:stream to='mobydick' xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

  private Socket socket;
  private InputStream in;
  private OutputStream out;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
  }

  /** Connects and opens a stream. */
  static RawClient connect(PhoneSystem system) throws IOException {
    RawClient client =
        new RawClient(new Socket(InetAddress.getLoopbackAddress(), system.xmpp().port()));
    client.open();
    return client;
  }

  /** Logs in with PLAIN, by any version of TLS, and binds a resource. */
  static RawClient login(PhoneSystem system, String user, String password, String resource)
      throws Exception {
    RawClient client = connect(system);
    client.secure(system);
    client.open();
    client.ask(auth("PLAIN", "\0" + user + "\0" + password), "<success");
    client.read(">");
    client.open();
    client.bind(resource);
    return client;
  }

  /** Opens a stream and returns the server's features. */
  String open() throws IOException {
    return ask(OPENING, "</stream:features>");
  }

  static String auth(String mechanism, String message) {
    return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='"
        + mechanism
        + "'>"
        + base64(message)
        + "</auth>";
  }

  static String response(String message) {
    return "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + base64(message) + "</response>";
  }

  private static String base64(String message) {
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends an element of SASL and returns what the challenge in the answer says. */
  String challenge(String element) throws IOException {
    ask(element, "<challenge");
    read(">");
    String text = read("</challenge>").replace("</challenge>", "");
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  void bind(String resource) throws IOException {
    ask(
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
            + resource
            + "</resource></bind></iq>",
        "</iq>");
  }

  /** Starts TLS; without versions, any. Returns the version that both agreed on. */
  @CanIgnoreReturnValue
  String secure(PhoneSystem system, String... versions) throws Exception {
    ask("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "<proceed");
    read(">");
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", system.xmpp().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "mobydick", socket.getPort(), true);
    if (versions.length > 0) {
      tls.setEnabledProtocols(versions);
    }
    tls.startHandshake();
    socket = tls;
    in = new BufferedInputStream(tls.getInputStream());
    out = tls.getOutputStream();
    return tls.getSession().getProtocol();
  }

  @CanIgnoreReturnValue
  String ask(String xml, String until) throws IOException {
    send(xml.getBytes(StandardCharsets.UTF_8));
    return read(until);
  }

  /** Sends a record. */
  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Sends the bytes as two records. */
  void send(byte[] bytes, int cut) throws IOException {
    send(Arrays.copyOf(bytes, cut));
    send(Arrays.copyOfRange(bytes, cut, bytes.length));
  }

  /** Reads up to the first occurrence of some text and returns everything including it. */
  @CanIgnoreReturnValue
  String read(String until) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(until, Math.max(0, text.length() - until.length())) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The server closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Reads to the end of the connection. */
  String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Closes the connection before its time. */
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
