package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.List;

/** Turns what the phone system tells of a user into the directory's values. */
final class Users {
  private Users() {}

  /**
   * Returns the user.
   *
   * @param name the name that was asked for
   * @param fallbackName a full name for users that have none here
   */
  static User of(UserInfo info, UserName name, String fallbackName) {
    return new User(
        name,
        info.spelling().orElse(name.value()),
        info.displayName().orElse(fallbackName),
        info.extension(),
        Location.phonesOf(info.places()),
        places(info.places()),
        info.redirect().flatMap(RedirectEntry::target));
  }

  /** Returns the same user at other places. */
  static User moved(User user, List<Location> places) {
    return user.at(places(places), Location.phonesOf(places));
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

  private static List<Place> places(List<Location> locations) {
    return locations.stream()
        .map(
            one ->
                new Place(
                    one.name(), one.isStatic(), one.phones().stream().map(Phone::name).toList()))
        .toList();
  }
}
