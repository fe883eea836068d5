package ishmael.gateway.settings;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Section {@code [isolation]}: who may use which line. What is not set follows the phone system's
 * account: a supervisor serves many users, any other account the one who installed it. Source:
 * docs/adr/022-who-may-use-which-line.md.
 *
 * @param mode how lines and sessions belong together
 * @param table {@code [isolation.accounts]}: Windows accounts and the users whose lines they own
 * @param domains whose accounts own by the same name; empty: any
 * @param administrators who may use every line
 * @param strangers whether a request may pass of which nobody can tell whose it is
 * @param fallback whether a program is asked who it is if Windows does not tell
 */
public record IsolationSettings(
    Optional<Mode> mode,
    List<Assignment> table,
    Set<String> domains,
    List<AccountPattern> administrators,
    Optional<Boolean> strangers,
    boolean fallback) {
  /** Nothing is set. */
  public static final IsolationSettings STANDARD =
      new IsolationSettings(
          Optional.empty(), List.of(), Set.of(), List.of(), Optional.empty(), false);

  /** Every line obeys everybody. */
  public static final IsolationSettings OPEN =
      new IsolationSettings(
          Optional.of(Mode.OPEN), List.of(), Set.of(), List.of(), Optional.of(true), false);

  /** Copies the collections. */
  public IsolationSettings {
    table = ImmutableList.copyOf(table);
    domains = ImmutableSet.copyOf(domains);
    administrators = ImmutableList.copyOf(administrators);
  }

  /** Returns settings in which everything is set as in a policy. */
  public static IsolationSettings of(IsolationPolicy policy, boolean fallback) {
    return new IsolationSettings(
        Optional.of(policy.mode()),
        policy.table(),
        policy.domains(),
        policy.administrators(),
        Optional.of(policy.strangers()),
        fallback);
  }

  /** Returns the policy of a supervisor account. */
  public IsolationPolicy policy() {
    return policy(true);
  }

  /** Returns the policy; {@code supervisor} says whether the account serves many users. */
  public IsolationPolicy policy(boolean supervisor) {
    Mode standard = supervisor || !table.isEmpty() ? Mode.OWN : Mode.OPEN;
    return new IsolationPolicy(
        mode.orElse(standard), table, domains, administrators, strangers.orElse(!supervisor));
  }

  /** Returns the users that the table names. */
  public Set<UserName> users() {
    return table.stream()
        .flatMap(row -> row.users().stream())
        .collect(ImmutableSet.toImmutableSet());
  }
}
