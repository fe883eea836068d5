package ishmael.linemapper.isolation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.linemapper.isolation.Requester.Person;
import ishmael.linemapper.isolation.Verdict.Allowed;
import ishmael.linemapper.isolation.Verdict.Refusal;
import ishmael.linemapper.isolation.Verdict.Refused;
import ishmael.linemapper.isolation.Verdict.Right;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides for each request whether it may pass, and keeps who holds which line. A line is named by
 * its user. For one thread.
 */
public final class Isolation {
  private IsolationPolicy policy;
  private Set<UserName> lines = Set.of();
  private Set<UserName> namesakes = Set.of();
  private Ownership ownership;

  /** By line; a line is held once, and a session holds one line. */
  private final Map<UserName, Claim> claims = new LinkedHashMap<>();

  /** Begins without lines. */
  public Isolation(IsolationPolicy policy) {
    this.policy = policy;
    this.ownership = new Ownership(policy, lines, namesakes);
  }

  /** Returns the policy that is in force. */
  public IsolationPolicy policy() {
    return policy;
  }

  /** Puts another policy in force; returns the claims that it does not know. */
  public List<Claim> policy(IsolationPolicy next) {
    policy = next;
    return renew();
  }

  /**
   * Tells which lines there are; returns the claims that ended with their lines.
   *
   * @param users the users that have lines
   * @param owned those for whom Windows has an account of the same name, signed in or not
   */
  public List<Claim> lines(Set<UserName> users, Set<UserName> owned) {
    lines = ImmutableSet.copyOf(users);
    namesakes = ImmutableSet.copyOf(owned);
    return renew();
  }

  private List<Claim> renew() {
    ownership = new Ownership(policy, lines, namesakes);
    return end(claim -> !mayLast(claim));
  }

  private boolean mayLast(Claim claim) {
    return lines.contains(claim.line())
        && switch (policy.mode()) {
          case OPEN -> false;
          case CLAIM -> true;
          case OWN -> isForClaimants(claim.line()) && ownership.of(claim.account()).isEmpty();
        };
  }

  private boolean isForClaimants(UserName line) {
    return !ownership.isOwned(line);
  }

  /**
   * Judges a request, and begins, moves or ends claims with it.
   *
   * @param line the user of a line that exists
   * @param busy whether a call is going on on the line of a user
   */
  public Verdict request(
      Requester requester, UserName line, Instant now, Predicate<UserName> busy) {
    Verdict verdict = look(requester, line, now, busy);
    if (verdict instanceof Allowed allowed) {
      allowed.ended().forEach(claim -> claims.remove(claim.line()));
      allowed.begun().ifPresent(claim -> claims.put(line, claim));
      if (allowed.right() == Right.CLAIM && requester instanceof Person person) {
        claims.computeIfPresent(line, (any, claim) -> claim.of(person.account()));
      }
    }
    return verdict;
  }

  /** Says what {@link #request} would say, and changes nothing. */
  public Verdict look(Requester requester, UserName line, Instant now, Predicate<UserName> busy) {
    if (policy.mode() == Mode.OPEN) {
      return Allowed.by(Right.OPEN);
    }
    return requester instanceof Person person ? look(person, line, now, busy) : stranger();
  }

  private Verdict stranger() {
    return policy.strangers()
        ? Allowed.by(Right.STRANGER)
        : new Refused(Refusal.STRANGER, Optional.empty());
  }

  private Verdict look(Person person, UserName line, Instant now, Predicate<UserName> busy) {
    if (policy.mode() == Mode.OWN && ownership.of(person.account()).contains(line)) {
      return Allowed.by(Right.OWNER);
    }
    Optional<Claim> holder = Optional.ofNullable(claims.get(line));
    if (holder.filter(claim -> claim.isOf(person)).isPresent()) {
      return Allowed.by(Right.CLAIM);
    }
    if (policy.isAdministrator(person.account())) {
      return Allowed.by(Right.ADMINISTRATOR);
    }
    if (policy.mode() == Mode.OWN && !mayClaim(person, line)) {
      return new Refused(Refusal.NOT_OWN, Optional.empty());
    }
    return holder.isPresent() ? new Refused(Refusal.HELD, holder) : claim(person, line, now, busy);
  }

  /** Who owns a line uses that; what somebody owns is not for the taking. */
  private boolean mayClaim(Person person, UserName line) {
    return isForClaimants(line) && ownership.of(person.account()).isEmpty();
  }

  private Verdict claim(Person person, UserName line, Instant now, Predicate<UserName> busy) {
    Optional<Claim> other = claims.values().stream().filter(one -> one.isOf(person)).findFirst();
    if (other.filter(claim -> busy.test(claim.line())).isPresent()) {
      return new Refused(Refusal.BUSY_ELSEWHERE, other);
    }
    Claim begun = new Claim(line, person.account(), person.session(), now);
    return new Allowed(Right.CLAIM, Optional.of(begun), other.map(List::of).orElse(List.of()));
  }

  /** A session has logged off or is gone; a session that is merely disconnected keeps its line. */
  public List<Claim> sessionEnded(int session) {
    return end(claim -> claim.session() == session);
  }

  /** The last program closed the line. */
  public List<Claim> lineClosed(UserName line) {
    return end(claim -> claim.line().equals(line));
  }

  /** An admin takes the line from whoever holds it. */
  public List<Claim> release(UserName line) {
    return lineClosed(line);
  }

  /** Returns who holds what, the oldest claim first. */
  public List<Claim> claims() {
    return ImmutableList.copyOf(claims.values());
  }

  /** Returns whose lines belong to the account. */
  public Set<UserName> owns(Account account) {
    return policy.mode() == Mode.OWN ? ownership.of(account) : Set.of();
  }

  private List<Claim> end(Predicate<Claim> condition) {
    List<Claim> ended = claims.values().stream().filter(condition).toList();
    ended.forEach(claim -> claims.remove(claim.line()));
    return ended;
  }
}
