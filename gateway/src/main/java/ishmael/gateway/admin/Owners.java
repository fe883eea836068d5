package ishmael.gateway.admin;

import ishmael.gateway.domain.IsolationReport;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Isolation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which lines belong to whom at one moment. */
final class Owners {
  /** Windows' null SID: the list of sessions names accounts without one. */
  private static final String NO_SID = "S-1-0-0";

  private final Isolation isolation;

  Owners(IsolationReport report) {
    isolation = new Isolation(report.policy());
    Set<UserName> users =
        report.lines().stream().map(IsolationReport.Line::user).collect(Collectors.toSet());
    isolation.lines(users, Set.of());
  }

  Set<UserName> linesOf(Account account) {
    return isolation.owns(account);
  }

  /**
   * Returns the lines of an account that is only known by name: rows of the table that name it by
   * SID or user principal name are not found, unless it holds a line.
   */
  Set<UserName> linesOf(String account, Optional<Claim> held) {
    if (held.filter(claim -> claim.account().display().equalsIgnoreCase(account)).isPresent()) {
      return linesOf(held.get().account());
    }
    int backslash = account.indexOf('\\');
    String domain = backslash < 0 ? "" : account.substring(0, backslash);
    return linesOf(new Account(NO_SID, domain, account.substring(backslash + 1), ""));
  }
}
