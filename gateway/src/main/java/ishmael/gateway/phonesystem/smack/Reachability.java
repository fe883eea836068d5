package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.phonesystem.probe.ServerProbe;
import ishmael.gateway.phonesystem.probe.StreamLook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether an XMPP server is there, as far as one sees without a login. */
@FunctionalInterface
interface Reachability {
  /** Says whether the server answers; blocks for a while. */
  boolean reachable(ServerAddress server);

  /** Returns a look that opens a stream and wants the offer of encryption, 5 s for each step. */
  static Reachability ofStream(String domain) {
    Logger logger = LoggerFactory.getLogger(Reachability.class);
    Duration limit = Duration.ofSeconds(5);
    return server -> {
      InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
      try (ServerProbe probe = ServerProbe.connect(address, domain, limit)) {
        StreamLook look = probe.stream(limit);
        logger.debug("{} says {}", server, look);
        return look instanceof StreamLook.Features features && features.starttls();
      } catch (IOException | RuntimeException e) {
        logger.debug("{} does not answer: {}", server, e.toString());
        return false;
      }
    };
  }
}
