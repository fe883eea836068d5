package ishmael.linemapper.isolation;

import ishmael.linemapper.UserName;
import java.util.Set;

/**
 * A row of the admin's table: these accounts own the lines of these users. Several users for one
 * account are a secretary's; several rows for one user are people who share a line.
 */
public record Assignment(AccountPattern account, Set<UserName> users) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if there are no users
   */
  public Assignment {
    users = Set.copyOf(users);
    if (users.isEmpty()) {
      throw new IllegalArgumentException("no users are assigned to " + account);
    }
  }
}
