package ishmael.simulator.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks whether an XMPP server is behind a port; a container's port is open before its server. */
final class StreamProbe {
  private static final Logger LOG = Logger.getLogger(StreamProbe.class.getName());
  private static final int LIMIT_MILLIS = 5_000;
  private static final int MAX_BYTES = 10_000;

  private StreamProbe() {}

  /** Whether anybody accepts connections. */
  static boolean connects(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the server offers the features of a stream to its domain. */
  static boolean answers(String host, int port, String domain) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      String opening =
          "<?xml version='1.0'?><stream:stream to='%s' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
              .formatted(domain);
      socket.getOutputStream().write(opening.getBytes(StandardCharsets.UTF_8));
      return hasFeatures(socket.getInputStream());
    } catch (IOException e) {
      LOG.log(Level.FINE, "No XMPP server yet", e);
      return false;
    }
  }

  private static boolean hasFeatures(InputStream in) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && heard.size() < MAX_BYTES) {
      heard.write(next);
      if (next == '>' && heard.toString(StandardCharsets.UTF_8).contains("starttls")) {
        return true;
      }
      next = in.read();
    }
    return false;
  }
}
