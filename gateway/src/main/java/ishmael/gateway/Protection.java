package ishmael.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.domain.Domain;
import ishmael.gateway.domain.Guard;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.AuditLog;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.Tickets;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Isolation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use which line: what the settings say, put to work on this machine. Begins with the
 * gateway and ends after its domain.
 */
final class Protection implements AutoCloseable {
  /** A request waits this long for a program that is asked who it is. */
  private static final Duration TICKET_LIMIT = Duration.ofSeconds(3);

  /** What is set now: by the settings file, or later by an admin. */
  private volatile IsolationSettings settings;

  private final PolicyStore policies;
  private final EventLog events;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Tickets tickets;
  private final Sessions sessions;
  private final Guard guard;

  /** Whether the last login was a supervisor's. */
  private final boolean supervisor;

  /**
   * Makes everything; nothing is told before {@link #start}.
   *
   * @param remembered the last login: what it was counts until the next one
   */
  Protection(GatewayOptions options, Optional<DirectoryMemory> remembered) {
    settings = options.settings().isolation();
    policies = options.policies();
    Host host = options.host();
    supervisor = remembered.map(DirectoryMemory::supervisor).orElse(true);
    events = host.events();
    audit = AuditLog.none();
    accounts = new Accounts(inDomains(host.accounts()), Ticker.systemTicker());
    tickets = Tickets.none();
    sessions = host.sessions();
    Isolation isolation = new Isolation(settings.policy(supervisor));
    guard = new Guard(isolation, accounts, tickets, audit);
  }

  /** Users of other domains do not own lines by name, so they are not looked for. */
  private AccountAuthority inDomains(AccountAuthority authority) {
    return new AccountAuthority() {
      @Override
      public Account bySid(String sid) {
        return authority.bySid(sid);
      }

      @Override
      public boolean exists(String name) {
        Set<String> domains = settings.domains();
        return domains.isEmpty()
            ? authority.exists(name)
            : domains.stream().anyMatch(domain -> authority.exists(domain + '\\' + name));
      }
    };
  }

  /**
   * Returns where a policy is kept that an admin sets. It counts for the next start and the next
   * login; {@link Domain#policy} puts it in force.
   */
  PolicyStore policies() {
    return policy -> {
      policies.keep(policy);
      boolean fallback = settings.fallback();
      settings = IsolationSettings.of(policy, fallback);
    };
  }

  /** Returns what the domain asks. */
  Guard guard() {
    return guard;
  }

  /** Returns how long a request may wait until it is known whose it is. */
  Duration longestWait() {
    Duration account = Guard.ACCOUNT_LIMIT;
    return settings.fallback() ? account.plus(TICKET_LIMIT) : account;
  }

  /** Returns what hears the phone system in front of the domain. */
  PhoneSystemListener watching(Domain domain) {
    return new IsolationListener(() -> settings, supervisor, domain);
  }

  /** The domain runs: it is told of sessions that end. */
  void start(Domain domain) {
    sessions.start(domain::sessionEnded);
  }

  /** Ends all threads of it; the domain has ended before. */
  @Override
  public void close() {
    sessions.close();
    tickets.close();
    accounts.close();
    events.close();
  }
}
