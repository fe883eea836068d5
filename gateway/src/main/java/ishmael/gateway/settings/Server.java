package ishmael.gateway.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one server of the phone system is.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 … 65535
 */
public record Server(String host, int port) {
  private static final Pattern NAMED =
      Pattern.compile("([^\\s:\\[\\]/@]+|\\[[0-9A-Fa-f:.%a-z]+])(?::([0-9]{1,5}))?");

  private static final Pattern BARE_IPV6 =
      Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[^\\s\\[\\]]*");

  /**
   * Reads {@code host}, {@code host:port}, {@code [IPv6]} or {@code [IPv6]:port}.
   *
   * @return empty if the text is none of these
   */
  static Optional<Server> parse(String text, int otherwise) {
    String plain = text.strip();
    if (BARE_IPV6.matcher(plain).matches()) {
      return Optional.of(new Server(plain, otherwise));
    }
    Matcher matcher = NAMED.matcher(plain);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    int port = matcher.group(2) == null ? otherwise : Integer.parseInt(matcher.group(2));
    return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new Server(host, port));
  }
}
