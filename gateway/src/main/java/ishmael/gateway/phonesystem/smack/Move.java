package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.PhoneBook;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The news that somebody is at other places now. It does not say who: the own place bears the full
 * name, and its phones do not change. Until the phone system was asked, a phone that may have
 * changed hands belongs to nobody, so that none of its calls is shown to the wrong user.
 */
final class Move {
  private final UserDirectory directory;
  private final List<Location> places;
  private final Set<DeviceName> phones;
  private final Optional<String> ownPlace;
  private final List<UserName> namesakes;

  Move(SetLocation event, UserDirectory directory) {
    this.directory = directory;
    places = event.places();
    phones =
        Location.phonesOf(places).stream()
            .map(Phone::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    ownPlace = Location.staticName(places);
    namesakes = ownPlace.map(directory::atOwnPlace).orElse(List.of());
  }

  /** Returns the name of the place that is always the user's own. */
  Optional<String> ownPlace() {
    return ownPlace;
  }

  /** Says whether the directory has somebody who may have moved. */
  boolean isOfKnownUser() {
    return !namesakes.isEmpty();
  }

  /**
   * Changes the directory as far as the event is certain.
   *
   * @return who must be asked for
   */
  Set<UserName> apply(PhoneBook phoneBook) {
    Set<UserName> concerned = new LinkedHashSet<>(namesakes);
    phones.forEach(phone -> concerned.addAll(directory.holders(phone)));
    Optional<User> mover = mover(phoneBook).flatMap(directory::find);
    for (UserName name : concerned) {
      directory.find(name).ifPresent(user -> directory.amend(after(user, mover)));
    }
    return concerned;
  }

  private User after(User user, Optional<User> mover) {
    return mover.filter(user::equals).isPresent()
        ? Users.moved(user, places)
        : UserDirectory.without(user, phones);
  }

  /** The only one of that name or, of several, the only one who has the phones of the own place. */
  private Optional<UserName> mover(PhoneBook phoneBook) {
    int accounts = Math.max(namesakes.size(), ownPlace.map(phoneBook::called).orElse(0));
    if (accounts == 1) {
      return namesakes.stream().findFirst();
    }
    Set<DeviceName> own =
        places.stream()
            .filter(Location::isStatic)
            .flatMap(place -> place.phones().stream())
            .map(Phone::name)
            .collect(Collectors.toSet());
    Predicate<UserName> ownsThem =
        name -> own.stream().anyMatch(device -> directory.holders(device).equals(List.of(name)));
    List<UserName> owners = namesakes.stream().filter(ownsThem).toList();
    return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
  }
}
