package ishmael.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import ishmael.gateway.admin.AdminSite;
import ishmael.gateway.audit.Audit;
import ishmael.gateway.command.Version;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.domain.Domain;
import ishmael.gateway.domain.Guard;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.isolation.Isolation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

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
  private final Audit audit;
  private final Accounts accounts;
  private final TicketPlace tickets;
  private final Sessions sessions;
  private final Guard guard;

  /** Whether the last login was a supervisor's. */
  private final boolean supervisor;

  /**
   * Makes everything; nothing is told before {@link #start}.
   *
   * @param remembered the last login: what it was counts until the next one
   */
  Protection(GatewayOptions options, Optional<DirectoryMemory> remembered, MeterRegistry meters) {
    settings = options.settings().isolation();
    policies = options.policies();
    Host host = options.host();
    supervisor = remembered.map(DirectoryMemory::supervisor).orElse(true);
    accounts = new Accounts(host.accounts(), Ticker.systemTicker());
    tickets = TicketPlace.open(settings);
    sessions = host.sessions();
    audit = audit(options, host, meters);
    Isolation isolation = new Isolation(settings.policy(supervisor));
    guard = new Guard(isolation, accounts, tickets.tickets(), audit);
  }

  /** Without an audit log there is nothing: what has begun before ends. */
  private Audit audit(GatewayOptions options, Host host, MeterRegistry meters) {
    try {
      return Audit.start(
          options.settings().audit(),
          Machine.files(),
          host.events(),
          meters,
          InstantSource.system());
    } catch (RuntimeException e) {
      tickets.tickets().close();
      throw e;
    }
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

  /** Returns the pipe where programs show who they are; empty: they are not asked. */
  String ticketPipe() {
    return tickets.pipe();
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

  /** Returns what admins can see and change. */
  AdminSite admin(Domain domain) {
    return new AdminSite(Version.text(), domain, policies(), sessions);
  }

  /** Ends all threads of it; the domain has ended before. */
  @Override
  public void close() {
    sessions.close();
    tickets.tickets().close();
    accounts.close();
    audit.close();
  }
}
