package ishmael.gateway.domain;

import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.isolation.AuditLog;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets requests pass to the lines, or not. Only the domain thread calls it. Source:
 * docs/isolation.md.
 */
final class Gate {
  /** What becomes of a request. */
  enum Way {
    PASS,
    REFUSE,
    /**
     * The account is not known yet: ask again when there is news, or when there is no more time.
     */
    WAIT
  }

  private final Isolation isolation;
  private final Accounts accounts;
  private final AuditLog audit;
  private Set<UserName> lines = Set.of();

  /** Users for whom Windows has an account of the same name, as far as that was asked. */
  private final Set<UserName> namesakes = new HashSet<>();

  Gate(Guard guard) {
    this.isolation = guard.isolation();
    this.accounts = guard.accounts();
    this.audit = guard.audit();
  }

  /** What programs ask of themselves, or the service for nobody, needs no leave. */
  static boolean isFree(LineRequest request) {
    return request instanceof LineRequest.CloseCall
        || request instanceof LineRequest.CloseLine
        || request instanceof LineRequest.OpenLine
        || (request instanceof LineRequest.Drop drop
            && drop.header().caller() instanceof Caller.Nobody);
  }

  /**
   * Judges a request of a line.
   *
   * @param inTime whether there is time to wait for what Windows knows
   */
  Way judge(
      LineRequest request, UserName line, Instant now, boolean inTime, Predicate<UserName> busy) {
    Caller caller = request.header().caller();
    if (isolation.policy().mode() == Mode.OPEN) {
      return Way.PASS;
    }
    if (caller instanceof Caller.Known known) {
      Optional<Account> account = accounts.bySid(known.sid());
      boolean owner = knowsNamesakeOf(line, now);
      if (inTime && (account.isEmpty() || !owner)) {
        return Way.WAIT;
      }
      Account who = account.orElseGet(() -> Account.unresolved(known.sid()));
      return decide(request, new Requester.Person(who, known.session()), line, now, busy);
    }
    return decide(request, new Requester.Stranger(), line, now, busy);
  }

  /** As long as it is not known whether somebody owns a line by name, somebody does. */
  private boolean knowsNamesakeOf(UserName line, Instant now) {
    Optional<Boolean> exists = accounts.exists(line.value());
    boolean owned = exists.orElse(true);
    if (owned ? namesakes.add(line) : namesakes.remove(line)) {
      ended(now, isolation.lines(lines, namesakes), "the line has an owner");
    }
    return exists.isPresent();
  }

  private Way decide(
      LineRequest request,
      Requester requester,
      UserName line,
      Instant now,
      Predicate<UserName> busy) {
    Verdict verdict = isolation.request(requester, line, now, busy);
    return verdict.fold(
        allowed -> Way.PASS,
        refused -> {
          Optional<LineError> error = Optional.of(LineError.OPERATIONUNAVAIL);
          audit.request(new AuditEntry(now, requester, line, request, verdict, error));
          return Way.REFUSE;
        });
  }

  /** Tells which lines there are now. */
  void lines(Set<UserName> users, Instant now) {
    if (!users.equals(lines)) {
      lines = Set.copyOf(users);
      namesakes.retainAll(lines);
      ended(now, isolation.lines(lines, namesakes), "the line is gone");
    }
  }

  void sessionEnded(int session, Instant now) {
    ended(now, isolation.sessionEnded(session), "the session ended");
  }

  void policy(IsolationPolicy next, Instant now) {
    ended(now, isolation.policy(next), "another policy is in force");
  }

  void lineClosed(UserName line, Instant now) {
    ended(now, isolation.lineClosed(line), "the line was closed");
  }

  private void ended(Instant now, List<Claim> claims, String why) {
    claims.forEach(claim -> audit.ended(now, claim, why));
  }
}
