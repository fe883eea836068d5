package ishmael.linemapper.isolation;

import ishmael.linemapper.UserName;
import java.time.Instant;

/**
 * A session holds the line of a user.
 *
 * @param since when it took the line
 */
public record Claim(UserName line, Account account, int session, Instant since) {
  /** Returns the same claim under the name that the account has now. */
  Claim of(Account renamed) {
    return renamed.name().isEmpty() ? this : new Claim(line, renamed, session, since);
  }

  boolean isOf(Requester.Person person) {
    return session == person.session() && account.sid().equals(person.account().sid());
  }
}
