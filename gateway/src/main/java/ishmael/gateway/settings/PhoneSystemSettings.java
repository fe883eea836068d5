package ishmael.gateway.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [phone-system]}: where it is and who the gateway is there.
 *
 * @param host a host name or address
 * @param port 1 … 65535
 * @param user the login name, with or without {@code @domain}
 * @param certificate SHA-256 of the server's certificate, 64 lower-case hexadecimal digits
 * @param caFile certificates in PEM form that vouch for the server
 */
public record PhoneSystemSettings(
    String host, int port, String user, Optional<String> certificate, Optional<Path> caFile) {
  /** The port that XMPP clients use. Source: RFC 6120, 14.7. */
  public static final int DEFAULT_PORT = 5222;
}
