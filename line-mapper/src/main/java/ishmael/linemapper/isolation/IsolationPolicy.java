package ishmael.linemapper.isolation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the admin decided about lines and sessions.
 *
 * @param mode how lines and sessions belong together
 * @param table accounts and their users; an account that is in it owns the lines named there, any
 *     other account owns the line of the user of the same name
 * @param domains the domains whose accounts own by the same name; empty: any. NetBIOS names
 * @param administrators who may use every line, whatever the mode
 * @param strangers whether a request may pass of which nobody can tell whose it is
 */
public record IsolationPolicy(
    Mode mode,
    List<Assignment> table,
    Set<String> domains,
    List<AccountPattern> administrators,
    boolean strangers) {

  /** How lines and sessions belong together. */
  public enum Mode {
    /** A line obeys the account that owns it; who owns none may claim one that nobody owns. */
    OWN,
    /** A line obeys the first session that uses it, until the session ends or lets go. */
    CLAIM,
    /** A line obeys everybody. */
    OPEN
  }

  /** Copies the collections; domains are kept in lower case. */
  public IsolationPolicy {
    table = ImmutableList.copyOf(table);
    domains =
        domains.stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(ImmutableSet.toImmutableSet());
    administrators = ImmutableList.copyOf(administrators);
  }

  /** The policy of a fresh installation: every line obeys the account of the same name. */
  public static IsolationPolicy standard() {
    return new IsolationPolicy(Mode.OWN, List.of(), Set.of(), List.of(), false);
  }

  boolean isAdministrator(Account account) {
    return administrators.stream().anyMatch(pattern -> pattern.matches(account));
  }

  /** Says whether accounts of this domain own by the same name. */
  boolean counts(String domain) {
    return domains.isEmpty() || domains.contains(domain.toLowerCase(Locale.ROOT));
  }
}
