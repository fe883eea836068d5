package ishmael.gateway.phonesystem.visit;

import ishmael.linemapper.User;
import java.util.List;

/**
 * All users, as far as they were told in time.
 *
 * @param listed how many the phone system lists
 * @param users those it told about
 */
public record Census(int listed, List<User> users) {

  /** Copies the list. */
  public Census {
    users = List.copyOf(users);
  }
}
