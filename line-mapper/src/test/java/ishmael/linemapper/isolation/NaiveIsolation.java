package ishmael.linemapper.isolation;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The policy once more, written from docs/isolation.md without a thought of speed or elegance. */
final class NaiveIsolation {
  private record Held(String line, String sid, int session, Account account) {}

  IsolationPolicy policy = IsolationPolicy.standard();
  Set<UserName> lines = Set.of();
  Set<UserName> namesakes = Set.of();
  private final List<Held> held = new ArrayList<>();

  boolean mayPass(Requester requester, UserName wanted, Set<UserName> busy) {
    String line = wanted.value();
    if (policy.mode() == Mode.OPEN) {
      return true;
    }
    if (requester instanceof Requester.Stranger) {
      return policy.strangers();
    }
    Requester.Person person = (Requester.Person) requester;
    boolean own = policy.mode() == Mode.OWN;
    if (own && owns(person.account(), line)) {
      return true;
    }
    Optional<Held> holder = held.stream().filter(h -> h.line().equals(line)).findAny();
    if (holder.isPresent() && isHis(holder.get(), person)) {
      if (!person.account().name().isEmpty()) {
        held.set(
            held.indexOf(holder.get()),
            new Held(line, person.account().sid(), person.session(), person.account()));
      }
      return true;
    }
    for (AccountPattern admin : policy.administrators()) {
      if (admin.matches(person.account())) {
        return true;
      }
    }
    if (own && (isSomebodys(line) || ownsAny(person.account()))) {
      return false;
    }
    if (holder.isPresent()) {
      return false;
    }
    for (Held h : List.copyOf(held)) {
      if (isHis(h, person)) {
        if (busy.contains(new UserName(h.line()))) {
          return false;
        }
        held.remove(h);
      }
    }
    held.add(new Held(line, person.account().sid(), person.session(), person.account()));
    return true;
  }

  private static boolean isHis(Held held, Requester.Person person) {
    return held.sid().equals(person.account().sid()) && held.session() == person.session();
  }

  private boolean owns(Account account, String line) {
    boolean inTable = false;
    for (Assignment row : policy.table()) {
      for (UserName user : row.users()) {
        if (row.account().matches(account)) {
          inTable = true;
          if (user.value().equals(line)) {
            return exists(line);
          }
        }
      }
    }
    boolean rightDomain =
        policy.domains().isEmpty()
            || policy.domains().contains(account.domain().toLowerCase(Locale.ROOT));
    return !inTable && rightDomain && account.name().equalsIgnoreCase(line) && exists(line);
  }

  private boolean exists(String line) {
    return lines.contains(new UserName(line));
  }

  private boolean ownsAny(Account account) {
    return lines.stream().anyMatch(line -> owns(account, line.value()));
  }

  private boolean isSomebodys(String line) {
    return namesakes.contains(new UserName(line))
        || policy.table().stream().anyMatch(row -> row.users().contains(new UserName(line)));
  }

  void sessionEnded(int session) {
    held.removeIf(h -> h.session() == session);
  }

  void lineClosed(UserName line) {
    held.removeIf(h -> h.line().equals(line.value()));
  }

  /** After the lines or the policy changed. */
  void tidy() {
    held.removeIf(
        h ->
            !exists(h.line())
                || policy.mode() == Mode.OPEN
                || (policy.mode() == Mode.OWN && (isSomebodys(h.line()) || ownsAny(h.account()))));
  }

  List<String> held() {
    return held.stream().map(h -> h.line() + " by " + h.session()).sorted().toList();
  }
}
