package ishmael.simulator.phonesystem;

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
    in = socket.getInputStream();
    out = socket.getOutputStream();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
  }

  /** Logs in and binds a resource. */
  static RawClient login(PhoneSystem system, String user, String password, String resource)
      throws Exception {
    RawClient client =
        new RawClient(new Socket(InetAddress.getLoopbackAddress(), system.xmpp().port()));
    client.ask(OPENING, "</stream:features>");
    client.ask("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "</proceed>");
    client.secure(system);
    client.ask(OPENING, "</stream:features>");
    byte[] plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    client.ask(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
            + Base64.getEncoder().encodeToString(plain)
            + "</auth>",
        "</success>");
    client.ask(OPENING, "</stream:features>");
    client.ask(
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
            + resource
            + "</resource></bind></iq>",
        "</iq>");
    return client;
  }

  private void secure(PhoneSystem system) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", system.xmpp().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    socket = tls.getSocketFactory().createSocket(socket, "mobydick", socket.getPort(), true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

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
  String read(String until) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(until, text.length() - until.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The server closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
