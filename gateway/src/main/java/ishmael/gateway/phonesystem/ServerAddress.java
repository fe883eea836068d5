package ishmael.gateway.phonesystem;

/**
 * Where an XMPP server is.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 … 65535
 */
public record ServerAddress(String host, int port) {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException with a sentence for the administrator
   */
  public ServerAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host of the phone system is empty.");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("The port of the phone system must be 1 to 65535.");
    }
  }

  /** Returns host, colon and port; an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
