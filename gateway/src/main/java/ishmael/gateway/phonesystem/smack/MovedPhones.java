package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import ishmael.linemapper.PhoneEvent.PhonesMoved;
import ishmael.linemapper.User;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from the news of a move which phones have a new user. The news names nobody, but the own
 * place bears the user's full name and its phones do not change hands.
 */
final class MovedPhones {
  private MovedPhones() {}

  /** Returns the phones that the directory does not give to a user of that name yet, if any. */
  static Optional<PhonesMoved> of(SetLocation move, Collection<User> directory) {
    List<Location> guest = move.places().stream().filter(place -> !place.isStatic()).toList();
    Set<DeviceName> phones = new LinkedHashSet<>();
    Location.phonesOf(guest).forEach(phone -> phones.add(phone.name()));
    Optional<String> fullName = Location.staticName(move.places());
    directory.stream()
        .filter(user -> fullName.filter(user.displayName()::equals).isPresent())
        .flatMap(user -> user.phones().stream())
        .map(Phone::name)
        .forEach(phones::remove);
    return phones.isEmpty() ? Optional.empty() : Optional.of(new PhonesMoved(phones));
  }
}
