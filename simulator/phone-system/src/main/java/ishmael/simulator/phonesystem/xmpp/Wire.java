package ishmael.simulator.phonesystem.xmpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocket;

/**
 * The octets of one connection, plain at first and under TLS later.
 *
 * <p>One thread reads, one writes, any thread may {@link #reset}, which wakes both.
 */
final class Wire {
  private static final Logger LOG = Logger.getLogger(Wire.class.getName());

  private final Socket socket;
  private volatile Socket top;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.top = socket;
    socket.setTcpNoDelay(true);
  }

  /**
   * Puts TLS in between and shakes hands, on the thread that reads while no other writes. What was
   * read too far before is lost, as it has to be.
   */
  void secure(ServerIdentity identity, XmppOptions options) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            identity
                .tls()
                .getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.setEnabledProtocols(options.tlsVersions().toArray(String[]::new));
    tls.startHandshake();
    top = tls;
  }

  InputStream in() throws IOException {
    return top.getInputStream();
  }

  /** Writes text as it is, even if it is no XML. */
  void write(String text) throws IOException {
    OutputStream out = top.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Tells the client that nothing more will come: end of TLS, if there is any, and FIN. */
  void shutdownOutput() throws IOException {
    if (top != socket) {
      top.shutdownOutput();
    }
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
  }

  /** Reads and forgets until the client closes: with unread octets a close would be a reset. */
  void drain() throws IOException {
    InputStream in = top.getInputStream();
    byte[] forgotten = new byte[8192];
    int count = in.read(forgotten);
    while (count >= 0) {
      count = in.read(forgotten);
    }
  }

  /** Closes the connection without a word of TLS; anybody who reads or writes fails. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "Closing a connection failed", e);
    }
  }

  /** Closes the connection by a TCP reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      LOG.log(Level.FINE, "The connection is closed already", e);
    }
    close();
  }
}
