package ishmael.gateway.phonesystem.probe;

import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.probe.StreamReader.Heard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * One connection that goes as far as TLS and never logs in. For one thread; each step has a limit.
 * Source: RFC 6120, sections 4 and 5.
 */
public final class ServerProbe implements AutoCloseable {
  private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

  private final String domain;
  private Socket socket;

  private ServerProbe(String domain, Socket socket) {
    this.domain = domain;
    this.socket = socket;
  }

  /**
   * Opens a TCP connection.
   *
   * @param domain the XMPP domain to ask for
   * @throws IOException if nobody answers there, or not in time
   */
  public static ServerProbe connect(InetSocketAddress address, String domain, Duration limit)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(limit.toMillis()));
      return new ServerProbe(domain, socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Begins a stream and reads what the server offers.
   *
   * @throws IOException if the connection breaks
   */
  public StreamLook stream(Duration limit) throws IOException {
    say(
        "<?xml version='1.0'?><stream:stream to='%s' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
            .formatted(domain.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;")));
    return FeaturesReader.look(new StreamReader(socket).read(StreamReader.FEATURES, limit));
  }

  /**
   * Asks for TLS, which the server must have offered, and shakes hands; after that {@link #stream}
   * may be asked again. The handshake ends where a login's would: a certificate that the judge does
   * not trust is reported, and nothing more is said to the server.
   *
   * @throws IOException if the connection breaks before the handshake
   * @throws GeneralSecurityException if the Java runtime has no TLS
   */
  public TlsLook tls(CertificateJudge judge, Duration limit)
      throws IOException, GeneralSecurityException {
    RecordingTrust trust = new RecordingTrust(judge);
    say(STARTTLS);
    Heard answer = new StreamReader(socket).read(StreamReader.TLS_ANSWER, limit);
    if (!answer.complete() || !answer.text().contains("proceed")) {
      return trust.look(Optional.of("the server offers STARTTLS and then refuses it"));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    try {
      SSLSocket tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, domain, socket.getPort(), true);
      socket = tls;
      tls.startHandshake();
      trust.agreed(tls.getSession());
      return trust.look(Optional.empty());
    } catch (SSLException e) {
      boolean refused =
          trust.look(Optional.empty()).judgement().filter(j -> !j.trusted()).isPresent();
      return trust.look(refused ? Optional.empty() : Optional.of(text(e)));
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      System.getLogger(ServerProbe.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a probe", e);
    }
  }

  private void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String text(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
