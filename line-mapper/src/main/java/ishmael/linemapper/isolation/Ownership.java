package ishmael.linemapper.isolation;

import com.google.common.collect.ImmutableSet;
import ishmael.linemapper.UserName;
import java.util.Set;

/** Which lines belong to which accounts, by the table or by the same name. */
final class Ownership {
  private final IsolationPolicy policy;
  private final Set<UserName> lines;
  private final Set<UserName> namesakes;

  /**
   * @param lines the users that have lines
   * @param namesakes those of them for whom Windows has an account of the same name
   */
  Ownership(IsolationPolicy policy, Set<UserName> lines, Set<UserName> namesakes) {
    this.policy = policy;
    this.lines = ImmutableSet.copyOf(lines);
    this.namesakes = ImmutableSet.copyOf(namesakes);
  }

  /** Returns the users whose lines belong to the account. */
  Set<UserName> of(Account account) {
    ImmutableSet<UserName> assigned =
        policy.table().stream()
            .filter(row -> row.account().matches(account))
            .flatMap(row -> row.users().stream())
            .collect(ImmutableSet.toImmutableSet());
    Set<UserName> users = assigned.isEmpty() ? bySameName(account) : assigned;
    return users.stream().filter(lines::contains).collect(ImmutableSet.toImmutableSet());
  }

  private Set<UserName> bySameName(Account account) {
    return account.name().isEmpty() || !policy.counts(account.domain())
        ? Set.of()
        : Set.of(new UserName(account.name()));
  }

  /** Says whether the line belongs to any account, be it signed in or not. */
  boolean isOwned(UserName line) {
    return namesakes.contains(line)
        || policy.table().stream().anyMatch(row -> row.users().contains(line));
  }
}
