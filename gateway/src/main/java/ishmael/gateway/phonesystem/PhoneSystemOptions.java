package ishmael.gateway.phonesystem;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the phone system is and who we are there.
 *
 * @param servers the machines to connect to, the best one first; if empty, the domain's SRV records
 *     name them, else it is the domain itself
 * @param serversFound whether the name service named them, whom a certificate must not be believed
 *     for: then it has to name the domain
 * @param defaultPort the XMPP client port of servers that name none
 * @param domain the XMPP domain, which need not be the host's name
 * @param user the login name without domain, escaped as XMPP needs it
 * @param resource names this installation: two links with the same resource end each other
 * @param certificateSha256 the SHA-256 fingerprint, 64 lower-case hex digits, of the only
 *     certificate that is accepted; then neither issuer nor name matter
 * @param certificateAuthorities a PEM file with the issuers that are trusted instead of the Java
 *     runtime's
 * @param supervisorRequired whether an account without the role xmpp.supervisor is refused
 * @param returnAfter how long the first server must be back before another one is left for it
 * @param refusals remembers refused passwords
 */
public record PhoneSystemOptions(
    List<ServerAddress> servers,
    boolean serversFound,
    int defaultPort,
    String domain,
    String user,
    Password password,
    String resource,
    Optional<String> certificateSha256,
    Optional<Path> certificateAuthorities,
    boolean supervisorRequired,
    Duration returnAfter,
    RefusalMemory refusals,
    LinkTiming timing) {

  /** The port of XMPP clients. Source: RFC 6120, section 3.2.1. */
  public static final int DEFAULT_PORT = 5222;

  /** The domain of phone systems with one instance. */
  public static final String DEFAULT_DOMAIN = "mobydick";

  /**
   * Checks what can be checked without the network.
   *
   * @throws IllegalArgumentException with a sentence for the administrator
   */
  public PhoneSystemOptions {
    servers = List.copyOf(servers);
    check(
        defaultPort > 0 && defaultPort < 65536, "The port of the phone system must be 1 to 65535.");
    check(!user.isBlank(), "The user name of the phone system account is missing.");
    check(!domain.isBlank(), "The domain of the phone system is empty.");
    check(!resource.isBlank(), "The name of this installation (resource) is empty.");
    certificateSha256 = certificateSha256.map(PhoneSystemOptions::fingerprint);
  }

  /** Returns the host to connect to: the first server's, else the domain. */
  public String connectHost() {
    return first().host();
  }

  /** Returns the port to connect to. */
  public int port() {
    return first().port();
  }

  /** Returns the first server, or the domain if none is named. */
  public ServerAddress first() {
    return servers.isEmpty() ? new ServerAddress(domain, defaultPort) : servers.get(0);
  }

  /** Returns the same options for one server. */
  public PhoneSystemOptions at(ServerAddress server) {
    return with(List.of(server), serversFound || servers.isEmpty(), supervisorRequired);
  }

  /** Returns the same options, which accept no account that is no supervisor. */
  public PhoneSystemOptions requiringSupervisor() {
    return with(servers, serversFound, true);
  }

  /**
   * Returns the host that a certificate may name instead of the domain: only one that the
   * administrator chose. Source: RFC 6120, 13.7.2.1.
   */
  public String certificateHost() {
    return serversFound ? domain : connectHost();
  }

  private PhoneSystemOptions with(List<ServerAddress> others, boolean found, boolean required) {
    return new PhoneSystemOptions(
        others,
        found,
        defaultPort,
        domain,
        user,
        password,
        resource,
        certificateSha256,
        certificateAuthorities,
        required,
        returnAfter,
        refusals,
        timing);
  }

  /** Begins options; a {@code user@instance} carries the domain. */
  public static Builder builder(String user, Password password, String resource) {
    return new Builder(user, password, resource);
  }

  private static String fingerprint(String text) {
    String digits = text.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    check(
        digits.matches("[0-9a-f]{64}"),
        "The certificate's fingerprint must be the 64 hex digits of its SHA-256.");
    return digits;
  }

  private static void check(boolean right, String sentence) {
    if (!right) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Collects options. */
  public static final class Builder {
    private final String user;
    private final Password password;
    private final String resource;
    private Optional<String> host = Optional.empty();
    private int port = DEFAULT_PORT;
    private String domain = DEFAULT_DOMAIN;
    private Optional<String> certificateSha256 = Optional.empty();
    private Optional<Path> certificateAuthorities = Optional.empty();
    private boolean supervisorRequired;
    private List<ServerAddress> servers = List.of();
    private Duration returnAfter = Duration.ofMinutes(10);
    private RefusalMemory refusals = RefusalMemory.forgetful();
    private LinkTiming timing = LinkTiming.DEFAULT;

    private Builder(String user, Password password, String resource) {
      this.user = user.strip();
      this.password = password;
      this.resource = resource;
    }

    /** Sets the machine to connect to. */
    @CanIgnoreReturnValue
    public Builder host(String name) {
      host = Optional.of(name.strip()).filter(text -> !text.isEmpty());
      return this;
    }

    /** Sets the port. */
    @CanIgnoreReturnValue
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Sets the machines to connect to, the best one first; then host and port do not matter. */
    @CanIgnoreReturnValue
    public Builder servers(List<ServerAddress> addresses) {
      servers = List.copyOf(addresses);
      return this;
    }

    /** Sets how long the first server must be back before another one is left for it. */
    @CanIgnoreReturnValue
    public Builder returnAfter(Duration time) {
      returnAfter = time;
      return this;
    }

    /** Sets what remembers refused passwords. */
    @CanIgnoreReturnValue
    public Builder refusals(RefusalMemory memory) {
      refusals = memory;
      return this;
    }

    /** Sets the domain of user names that carry none. */
    @CanIgnoreReturnValue
    public Builder domain(String name) {
      domain = name.strip();
      return this;
    }

    /**
     * Accepts only the certificate with this SHA-256 fingerprint; colons and spaces may be in it.
     */
    @CanIgnoreReturnValue
    public Builder certificateSha256(String hex) {
      certificateSha256 = Optional.of(hex);
      return this;
    }

    /** Trusts the issuers of this PEM file only. */
    @CanIgnoreReturnValue
    public Builder certificateAuthorities(Path pem) {
      certificateAuthorities = Optional.of(pem);
      return this;
    }

    /** Refuses accounts that are no supervisor. */
    @CanIgnoreReturnValue
    public Builder supervisorRequired(boolean required) {
      supervisorRequired = required;
      return this;
    }

    /** Sets the times of the link. */
    @CanIgnoreReturnValue
    public Builder timing(LinkTiming times) {
      timing = times;
      return this;
    }

    /**
     * Makes the options.
     *
     * @throws IllegalArgumentException with a sentence for the administrator
     */
    public PhoneSystemOptions build() {
      AccountName account = AccountName.parse(user, domain);
      check(port > 0 && port < 65536, "The port of the phone system must be 1 to 65535.");
      List<ServerAddress> named =
          servers.isEmpty()
              ? host.stream().map(its -> new ServerAddress(its, port)).toList()
              : servers;
      return new PhoneSystemOptions(
          named,
          false,
          port,
          account.domain(),
          account.local(),
          password,
          resource,
          certificateSha256,
          certificateAuthorities,
          supervisorRequired,
          returnAfter,
          refusals,
          timing);
    }
  }
}
