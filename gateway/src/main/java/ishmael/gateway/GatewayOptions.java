package ishmael.gateway;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.settings.AuditSettings;
import ishmael.gateway.settings.DirectorySettings;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.gateway.settings.LineSettings;
import ishmael.gateway.settings.LogSettings;
import ishmael.gateway.settings.PhoneSystemSettings;
import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway inside this process needs.
 *
 * @param settings what an admin sets; the log section is not used: the process owns its log
 * @param password of the phone system's account
 * @param timing the times of the link to the phone system
 * @param host who knows the machine's accounts and sessions
 * @param policies where a policy is kept that an admin sets while the gateway runs
 */
public record GatewayOptions(
    Settings settings, Secret password, LinkTiming timing, Host host, PolicyStore policies) {
  /** Makes options for this machine. */
  public GatewayOptions(Settings settings, Secret password, LinkTiming timing) {
    this(settings, password, timing, Machine.host(), PolicyStore.none());
  }

  /** Returns options with the product's times, as far as the settings say nothing else. */
  public static GatewayOptions of(Settings settings, Secret password) {
    LinkTiming timing = LinkTiming.DEFAULT.withDirectoryRefresh(settings.directory().refresh());
    return new GatewayOptions(settings, password, timing);
  }

  /**
   * Begins options for a phone system.
   *
   * @param user the login name, with or without {@code @domain}
   */
  public static Builder builder(String host, int port, String user, String password) {
    return new Builder(host, port, user, password);
  }

  /** Returns the same options with other times. */
  public GatewayOptions withTiming(LinkTiming times) {
    return new GatewayOptions(settings, password, times, host, policies);
  }

  /** Returns the same options with somebody else who knows accounts and sessions. */
  public GatewayOptions withHost(Host other) {
    return new GatewayOptions(settings, password, timing, other, policies);
  }

  /** Returns the same options with a place for policies. */
  public GatewayOptions withPolicies(PolicyStore store) {
    return new GatewayOptions(settings, password, timing, host, store);
  }

  /** Collects options; what is not set is as a settings file without it would be. */
  public static final class Builder {
    private final String host;
    private final int port;
    private final String user;
    private final Secret password;
    private Optional<String> certificate = Optional.empty();
    private LineSettings lines = LineSettings.ALL;
    private Path stateFolder;
    private PipeSettings pipe;
    private LinkTiming timing = LinkTiming.DEFAULT;
    private IsolationSettings isolation = IsolationSettings.STANDARD;
    private Host machine = Machine.host();

    private Builder(String host, int port, String user, String password) {
      this.host = host;
      this.port = port;
      this.user = user;
      this.password = new Secret(password);
      Places places = Places.here();
      this.stateFolder = places.state();
      this.pipe =
          new PipeSettings(
              PipeSettings.DEFAULT_NAME,
              Optional.empty(),
              Optional.of(PipeSettings.TELEPHONY_SERVICE),
              places.socket());
    }

    /** Accepts only the certificate with this SHA-256 fingerprint, in hexadecimal digits. */
    @CanIgnoreReturnValue
    public Builder certificate(String sha256) {
      certificate = Optional.of(sha256);
      return this;
    }

    /** Serves these users only. */
    @CanIgnoreReturnValue
    public Builder users(String... names) {
      lines = new LineSettings(List.of(names));
      return this;
    }

    /** Keeps what must be remembered here; the socket and the audit log go there too. */
    @CanIgnoreReturnValue
    public Builder folder(Path folder) {
      stateFolder = folder;
      return socket(folder.resolve("run").resolve("lines.sock"));
    }

    /** Lets providers connect to this Unix domain socket. */
    @CanIgnoreReturnValue
    public Builder socket(Path socket) {
      pipe = new PipeSettings(pipe.name(), pipe.sddl(), pipe.service(), socket);
      return this;
    }

    /** Lets providers connect to this named pipe, on Windows. */
    @CanIgnoreReturnValue
    public Builder pipe(String name) {
      pipe = new PipeSettings(name, pipe.sddl(), pipe.service(), pipe.socket());
      return this;
    }

    /** Lets any process of the telephony service's account connect to the named pipe. */
    @CanIgnoreReturnValue
    public Builder anyService() {
      pipe = new PipeSettings(pipe.name(), pipe.sddl(), Optional.empty(), pipe.socket());
      return this;
    }

    /** Sets the times of the link to the phone system. */
    @CanIgnoreReturnValue
    public Builder timing(LinkTiming times) {
      timing = times;
      return this;
    }

    /** Sets who may use which line. */
    @CanIgnoreReturnValue
    public Builder isolation(IsolationSettings settings) {
      isolation = settings;
      return this;
    }

    /** Sets who knows accounts and sessions, in place of this machine. */
    @CanIgnoreReturnValue
    public Builder host(Host other) {
      machine = other;
      return this;
    }

    /** Makes the options. */
    public GatewayOptions build() {
      Settings settings =
          new Settings(
              new PhoneSystemSettings(host, port, user, certificate, Optional.empty()),
              lines,
              isolation,
              new DirectorySettings(timing.directoryRefresh()),
              pipe,
              LogSettings.CONSOLE,
              AuditSettings.in(stateFolder.resolve("logs")),
              stateFolder);
      return new GatewayOptions(settings, password, timing, machine, PolicyStore.none());
    }
  }
}
