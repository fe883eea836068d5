package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.linemapper.User;
import java.util.List;

/** Turns news of a user into the directory's values. */
final class Users {
  private Users() {}

  /** Returns the same user at other places. */
  static User moved(User user, List<Location> places) {
    return user.at(Location.placesOf(places), Location.phonesOf(places));
  }

  /** Returns the same user, whose calls are forwarded elsewhere. */
  static User redirected(User user, RedirectEntry entry) {
    return new User(
        user.name(),
        user.spelling(),
        user.displayName(),
        user.extension(),
        user.phones(),
        user.places(),
        entry.target());
  }
}
