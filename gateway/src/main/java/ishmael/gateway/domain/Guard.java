package ishmael.gateway.domain;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.AuditLog;
import ishmael.gateway.isolation.Tickets;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What decides who may ask for what, and who keeps it in mind.
 *
 * @param isolation is the domain thread's from then on
 */
public record Guard(Isolation isolation, Accounts accounts, Tickets tickets, AuditLog audit) {
  /** How long a request waits until Windows has named its account. */
  public static final Duration ACCOUNT_LIMIT = Duration.ofSeconds(1);

  /** How long a request waits until the program that was asked who it is has answered. */
  public static final Duration TICKET_LIMIT = Duration.ofSeconds(3);

  /** Everybody may do everything, and nothing is kept. */
  public static Guard open() {
    IsolationPolicy policy =
        new IsolationPolicy(IsolationPolicy.Mode.OPEN, List.of(), Set.of(), List.of(), true);
    return new Guard(
        new Isolation(policy),
        new Accounts(AccountAuthority.none(), Ticker.systemTicker()),
        Tickets.none(),
        AuditLog.none());
  }
}
