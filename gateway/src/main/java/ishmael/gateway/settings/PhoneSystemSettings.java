package ishmael.gateway.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code [phone-system]}: where it is and who the gateway is there.
 *
 * @param servers where it is, the best one first; empty if the name service knows
 * @param port 1 … 65535, of servers that name none
 * @param user the login name, with or without {@code @domain}
 * @param certificate SHA-256 of the server's certificate, 64 lower-case hexadecimal digits
 * @param caFile certificates in PEM form that vouch for the server
 * @param returnAfter how long the first server must be back before the gateway leaves another one
 */
public record PhoneSystemSettings(
    List<Server> servers,
    int port,
    String user,
    Optional<String> certificate,
    Optional<Path> caFile,
    Duration returnAfter) {
  /** The port that XMPP clients use. Source: RFC 6120, 14.7. */
  public static final int DEFAULT_PORT = 5222;

  /** How long the first server must be back by default. */
  public static final Duration DEFAULT_RETURN_AFTER = Duration.ofMinutes(10);

  /** Copies the list. */
  public PhoneSystemSettings {
    servers = List.copyOf(servers);
  }

  /** Makes the settings of a phone system with one server. */
  public PhoneSystemSettings(
      String host, int port, String user, Optional<String> certificate, Optional<Path> caFile) {
    this(List.of(new Server(host, port)), port, user, certificate, caFile, DEFAULT_RETURN_AFTER);
  }
}
