package ishmael.gateway.domain;

import ishmael.linemapper.LineView;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Who may use what at one moment.
 *
 * @param lines in the order of their names
 * @param claims the oldest first
 */
public record IsolationReport(IsolationPolicy policy, List<Line> lines, List<Claim> claims) {
  /** Whether Windows has an account with the name of a line's user. */
  public enum SameName {
    /** It has. */
    YES,
    /** It has not. */
    NO,
    /** It is being asked. */
    UNKNOWN
  }

  /**
   * A line.
   *
   * @param calls how many calls programs see
   * @param accounts whom the table gives the line to
   */
  public record Line(
      UserName user, LineView view, int calls, List<AccountPattern> accounts, SameName sameName) {
    /** Copies the list. */
    public Line {
      accounts = List.copyOf(accounts);
    }
  }

  /** Copies the lists. */
  public IsolationReport {
    lines = List.copyOf(lines);
    claims = List.copyOf(claims);
  }

  /** Returns who holds a line. */
  public Optional<Claim> holderOf(UserName line) {
    return claims.stream().filter(claim -> claim.line().equals(line)).findFirst();
  }
}
