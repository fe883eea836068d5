package ishmael.demo;

import ishmael.gateway.Gateway;
import ishmael.gateway.GatewayOptions;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.gateway.windows.OwnAccount;
import ishmael.gateway.windows.WindowsHost;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.link.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway, a program of its own on Windows, with accounts and sessions that a test has made up.
 * It is told on standard input what to do: {@code policy own}, {@code policy claim allow}
 * (strangers may pass), {@code policy own fallback} (they are asked who they are) … start it anew
 * with that policy, {@code provider} waits for a provider, {@code ended ID} ends a session; each is
 * answered by a line when it is done.
 */
final class IsolationGateway implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final GatewayOptions.Builder options;
  private final MadeUpHost host = new MadeUpHost();
  private Optional<Gateway> gateway = Optional.empty();

  private IsolationGateway(int port, String fingerprint, Path folder) {
    options =
        GatewayOptions.builder("127.0.0.1", port, Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD)
            .certificate(fingerprint)
            .folder(folder)
            .anyService() // the stand-in is no service of this Windows
            .users("ahab", "starbuck", "pip")
            .host(host);
  }

  /** Runs until standard input ends; arguments: port, fingerprint, folder. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (IsolationGateway gateway =
            new IsolationGateway(
                Integer.parseInt(arguments[0]), arguments[1], Path.of(arguments[2]));
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println("ready");
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        gateway.obey(order.split(" ", -1));
        out.println("done " + order);
      }
    }
  }

  private void obey(String[] order) throws Exception {
    switch (order[0]) {
      case "policy" ->
          start(
              policy(Mode.valueOf(order[1].toUpperCase(Locale.ROOT)), order),
              List.of(order).contains("fallback"));
      case "provider" -> awaitProvider();
      case "ended" -> host.sessions.end(Integer.parseInt(order[1]));
      default -> throw new IllegalArgumentException("an unknown order: " + order[0]);
    }
  }

  private static IsolationPolicy policy(Mode mode, String[] order) {
    Assignment secretary =
        new Assignment(AccountPattern.parse("PEQUOD\\perth"), Set.of(new UserName("ahab")));
    boolean strangers = mode == Mode.OPEN || List.of(order).contains("allow");
    return new IsolationPolicy(mode, List.of(secretary), Set.of(), List.of(), strangers);
  }

  private void start(IsolationPolicy policy, boolean fallback) throws Exception {
    close();
    IsolationSettings settings = IsolationSettings.of(policy, fallback);
    Gateway started = Gateway.start(options.isolation(settings).build());
    gateway = Optional.of(started);
    require(started.awaitOnline(LIMIT), "the gateway is not online");
  }

  private void awaitProvider() throws InterruptedException {
    require(gateway.orElseThrow().awaitProviders(1, LIMIT), "no provider came");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalStateException(problem);
    }
  }

  @Override
  public void close() {
    gateway.ifPresent(Gateway::close);
    gateway = Optional.empty();
  }

  /**
   * Knows the five accounts; a session ends when it is told so. Programs that are asked who they
   * are show what is true: the one user of Wine, who is ahab here.
   */
  private static final class MadeUpHost implements Host, AccountAuthority {
    private final MadeUpSessions sessions = new MadeUpSessions();
    private final String truth = OwnAccount.sid();

    @Override
    public AccountAuthority accounts() {
      return this;
    }

    @Override
    public Sessions sessions() {
      return sessions;
    }

    @Override
    public EventLog events() {
      return EventLog.none();
    }

    @Override
    public Optional<LocalServer> tickets() throws IOException {
      return new WindowsHost().tickets().map(LimitedConnection::limiting);
    }

    @Override
    public Account bySid(String sid) {
      if (sid.equals(truth)) {
        return new Account(sid, "PEQUOD", "ahab", "");
      }
      return accountsOfAll().stream()
          .filter(account -> account.sid().equals(sid))
          .findFirst()
          .orElse(Account.unresolved(sid));
    }

    @Override
    public boolean exists(String name) {
      return accountsOfAll().stream().anyMatch(account -> account.name().equals(name));
    }

    private static List<Account> accountsOfAll() {
      return Arrays.stream(TerminalSession.values()).map(TerminalSession::account).toList();
    }
  }

  private static final class MadeUpSessions implements Sessions {
    private Listener listener = session -> {};

    @Override
    public synchronized void start(Listener other) {
      listener = other;
    }

    synchronized void end(int session) {
      listener.ended(session);
    }

    @Override
    public List<WindowsSession> now() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
