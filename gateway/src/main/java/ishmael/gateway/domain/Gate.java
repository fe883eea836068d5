package ishmael.gateway.domain;

import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.AuditLog;
import ishmael.gateway.isolation.Tickets;
import ishmael.linemapper.Caller;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets requests pass to the lines, or not. Only the domain thread calls it. Source:
 * docs/isolation.md, docs/adr/021-who-may-use-a-line.md.
 */
final class Gate {
  private static final int MAX_NAMES = 1_024;

  private final Isolation isolation;
  private final Accounts accounts;
  private final Tickets tickets;
  private final AuditLog audit;
  private Set<UserName> lines = Set.of();

  /** Users for whom Windows has an account of the same name, as far as that was asked. */
  private final Set<UserName> namesakes = new HashSet<>();

  /** Users for whom Windows has answered that, whenever. */
  private final Set<UserName> answered = new HashSet<>();

  /**
   * The accounts as they were named last, by SID: for the time in which Windows does not answer.
   */
  private final Map<String, Account> named =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
          return size() > MAX_NAMES;
        }
      };

  Gate(Guard guard) {
    this.isolation = guard.isolation();
    this.accounts = guard.accounts();
    this.tickets = guard.tickets();
    this.audit = guard.audit();
  }

  /** Returns who of its programs the provider meant, if that program has answered. */
  Optional<Caller.Known> answerOf(Caller.Asked asked) {
    return tickets.of(asked);
  }

  /** Says whether nobody may ask for anything in the name of a program. */
  boolean refusesStrangers() {
    return isolation.policy().mode() != Mode.OPEN && !isolation.policy().strangers();
  }

  /**
   * Judges a request of a line, and begins, moves or ends claims with it.
   *
   * @param inTime whether there is time to wait for what Windows knows
   * @return nothing if the caller is not known yet: ask again when there is news, or no more time
   */
  Optional<Judgement> judge(
      LineRequest request, UserName line, Instant now, boolean inTime, Predicate<UserName> busy) {
    return requester(request.header().caller(), line, now, inTime)
        .map(
            requester -> {
              Verdict verdict = isolation.request(requester, line, now, busy);
              return new Judgement(now, requester, line, verdict);
            });
  }

  /** What the telephony service does after a program needs no leave. */
  static Judgement service(UserName line, Instant now) {
    Verdict verdict = new Verdict.Allowed(Verdict.Right.SERVICE, Optional.empty(), List.of());
    return new Judgement(now, new Requester.Stranger(), line, verdict);
  }

  /**
   * Tells the audit log who opened a line; opening begins no claim and is never refused.
   *
   * @return false if the caller is not known yet
   */
  boolean opened(
      LineRequest.OpenLine open,
      UserName line,
      Instant now,
      boolean inTime,
      Predicate<UserName> busy) {
    Optional<Requester> requester = requester(open.header().caller(), line, now, inTime);
    requester.ifPresent(
        who -> {
          boolean mayUse = isolation.look(who, line, now, busy) instanceof Verdict.Allowed;
          audit.opened(now, who, line, mayUse);
        });
    return requester.isPresent();
  }

  /** Returns who asks; nothing if that, or who owns the line, is worth waiting for. */
  private Optional<Requester> requester(Caller caller, UserName line, Instant now, boolean inTime) {
    Mode mode = isolation.policy().mode();
    boolean waits = inTime && mode != Mode.OPEN;
    if (caller instanceof Caller.Asked) {
      return waits ? Optional.empty() : Optional.of(new Requester.Stranger());
    }
    if (!(caller instanceof Caller.Known known)) {
      return Optional.of(new Requester.Stranger());
    }
    Optional<Account> account = accounts.bySid(known.sid());
    Optional<Account> nowNamed = account.filter(one -> !one.name().isEmpty());
    nowNamed.ifPresent(one -> named.put(one.sid(), one));
    boolean ownerKnown = mode != Mode.OWN || knowsNamesakeOf(line, now);
    if (waits && (account.isEmpty() || !ownerKnown)) {
      return Optional.empty();
    }
    Account who =
        nowNamed.or(() -> lastNameOf(known)).orElseGet(() -> Account.unresolved(known.sid()));
    return Optional.of(new Requester.Person(who, known.session()));
  }

  /** Windows says that an account has no name also when nobody could be asked for it. */
  private Optional<Account> lastNameOf(Caller.Known known) {
    return Optional.ofNullable(named.get(known.sid()));
  }

  /**
   * As long as it was never known whether somebody owns a line by name, somebody does; while it is
   * asked again, the last answer counts.
   */
  private boolean knowsNamesakeOf(UserName line, Instant now) {
    Optional<Boolean> exists = hasNamesake(line);
    if (exists.isPresent()) {
      answered.add(line);
    } else if (answered.contains(line)) {
      return false;
    }
    boolean owned = exists.orElse(true);
    if (owned ? namesakes.add(line) : namesakes.remove(line)) {
      ended(now, isolation.lines(lines, namesakes), "the line has an owner");
    }
    return exists.isPresent();
  }

  /** Tells which lines there are now. */
  void lines(Set<UserName> users, Instant now) {
    if (!users.equals(lines)) {
      lines = Set.copyOf(users);
      namesakes.retainAll(lines);
      answered.retainAll(lines);
      ended(now, isolation.lines(lines, namesakes), "the line is gone");
    }
  }

  void sessionEnded(int session, Instant now) {
    ended(now, isolation.sessionEnded(session), "the session ended");
  }

  /** Puts another policy in force; returns the claims that ended. */
  List<Claim> policy(IsolationPolicy next, Instant now) {
    if (!next.domains().equals(isolation.policy().domains())) {
      answered.clear(); // what was known of other domains tells nothing
    }
    List<Claim> ended = isolation.policy(next);
    ended(now, ended, "another policy is in force");
    return ended;
  }

  void lineClosed(UserName line, Instant now) {
    ended(now, isolation.lineClosed(line), "the line was closed");
  }

  private void ended(Instant now, List<Claim> claims, String why) {
    claims.forEach(claim -> audit.ended(now, claim, why));
  }

  IsolationPolicy policy() {
    return isolation.policy();
  }

  List<Claim> claims() {
    return isolation.claims();
  }

  /**
   * Says whether Windows has an account of the user's name that would own the line, if that is
   * known; else it is asked.
   */
  Optional<Boolean> hasNamesake(UserName user) {
    return accounts.exists(user.value(), isolation.policy().domains());
  }

  /** Tells the audit log what an admin does. */
  void administered(Instant now, String who, String what) {
    audit.administered(now, who, what);
  }

  /** An admin takes a line from who holds it; returns the claims that ended. */
  List<Claim> release(UserName line, Instant now, String who) {
    List<Claim> ended = isolation.release(line);
    if (!ended.isEmpty()) {
      administered(now, who, "released the line of " + line);
      ended(now, ended, "an admin released the line");
    }
    return ended;
  }

  /** Returns where what passes awaits its answer. */
  Ledger ledger() {
    return new Ledger(audit);
  }
}
