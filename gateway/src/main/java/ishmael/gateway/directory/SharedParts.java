package ishmael.gateway.directory;

import com.github.benmanes.caffeine.cache.Interner;
import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes users share what is equal: thousands of phones have a handful of types and capability sets,
 * and most texts of a user occur several times in the answer that tells of the user.
 */
final class SharedParts {
  /** Both hold their values weakly, so that nothing stays that no user has. */
  private final Interner<String> types = Interner.newWeakInterner();

  private final Interner<Set<Capability>> capabilities = Interner.newWeakInterner();

  /** Returns an equal user that shares its parts. */
  User share(User user) {
    String login = user.name().value();
    List<Phone> phones = new ArrayList<>(user.phones().size());
    for (Phone phone : user.phones()) {
      phones.add(
          new Phone(
              phone.name(), types.intern(phone.type()), capabilities.intern(phone.capabilities())));
    }
    List<Place> places = new ArrayList<>(user.places().size());
    for (Place place : user.places()) {
      places.add(share(place, user));
    }
    return new User(
        user.name(),
        user.spelling().equals(login) ? login : user.spelling(),
        user.displayName(),
        user.extension(),
        phones,
        places,
        user.redirect());
  }

  private static Place share(Place place, User user) {
    List<DeviceName> devices = new ArrayList<>(place.phones().size());
    for (DeviceName device : place.phones()) {
      devices.add(
          user.phones().stream()
              .map(Phone::name)
              .filter(device::equals)
              .findFirst()
              .orElse(device));
    }
    String name = place.name().equals(user.displayName()) ? user.displayName() : place.name();
    return new Place(name, place.own(), devices);
  }
}
