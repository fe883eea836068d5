package ishmael.gateway.directory;

import ishmael.linemapper.User;
import java.util.List;

/**
 * The directory at the end of the last login, from which lines are made before the next one.
 *
 * @param supervisor whether the account acted for all users; else it served its own line only
 * @param own the account's own user
 * @param users everybody the directory knew
 */
public record DirectoryMemory(boolean supervisor, User own, List<User> users) {
  /** Copies the list. */
  public DirectoryMemory {
    users = List.copyOf(users);
  }
}
