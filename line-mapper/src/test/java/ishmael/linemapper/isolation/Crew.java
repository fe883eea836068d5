package ishmael.linemapper.isolation;

import ishmael.linemapper.UserName;
import java.util.Set;

/** People of the Pequod and their sessions. */
final class Crew {
  static final UserName AHAB_LINE = new UserName("ahab");
  static final UserName STARBUCK_LINE = new UserName("starbuck");
  static final UserName DECK_LINE = new UserName("deck");
  static final Set<UserName> LINES = Set.of(AHAB_LINE, STARBUCK_LINE, DECK_LINE);

  /** The deck is a place, not a person. */
  static final Set<UserName> NAMESAKES = Set.of(AHAB_LINE, STARBUCK_LINE);

  private Crew() {}

  static Account account(String name) {
    return new Account("S-1-5-21-7-" + name.hashCode() % 9999, "PEQUOD", name, "");
  }

  static Requester.Person person(String name, int session) {
    return new Requester.Person(account(name), session);
  }
}
