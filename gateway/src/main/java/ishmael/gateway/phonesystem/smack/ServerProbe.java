package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether an XMPP server is there, as far as one sees without a login. */
interface ServerProbe {
  /** Says whether the server answers; blocks for a while. */
  boolean reachable(ServerAddress server);

  /** Returns a probe that opens a stream and waits for the offer of encryption. */
  static ServerProbe ofStream(String domain) {
    return new Stream(domain);
  }

  /** Opens a stream, reads the features, ends the stream. Source: RFC 6120, 4.2 and 5.4.1. */
  final class Stream implements ServerProbe {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerProbe.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Far more than any server's features. */
    private static final int MOST_OCTETS = 65_536;

    private final String domain;

    private Stream(String domain) {
      this.domain = domain;
    }

    @Override
    public boolean reachable(ServerAddress server) {
      int limit = (int) LIMIT.toMillis();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(server.host(), server.port()), limit);
        socket.setSoTimeout(limit);
        socket.getOutputStream().write(header().getBytes(StandardCharsets.UTF_8));
        boolean offered = offersEncryption(socket.getInputStream());
        socket.getOutputStream().write("</stream:stream>".getBytes(StandardCharsets.UTF_8));
        return offered;
      } catch (IOException | RuntimeException e) {
        LOGGER.debug("{} does not answer: {}", server, e.toString());
        return false;
      }
    }

    private String header() {
      return "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='"
          + domain.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;")
          + "'>";
    }

    private static boolean offersEncryption(InputStream in) throws IOException {
      StringBuilder heard = new StringBuilder();
      byte[] buffer = new byte[4096];
      long end = System.nanoTime() + LIMIT.toNanos();
      while (heard.length() < MOST_OCTETS && System.nanoTime() < end) {
        int count = in.read(buffer);
        if (count < 0) {
          return false;
        }
        heard.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        if (heard.indexOf("</stream:features>") >= 0) {
          return heard.indexOf("urn:ietf:params:xml:ns:xmpp-tls") >= 0;
        }
      }
      return false;
    }
  }
}
