package ishmael.simulator.phonesystem.engine;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is who and who sits where; owned by the engine's thread. */
final class Directory {
  private final Map<String, UserAccount> users = new LinkedHashMap<>();
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Map<String, Set<String>> rolesOfUser = new HashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, String> placeOfUser = new HashMap<>();
  private final Map<String, Redirect> redirects = new HashMap<>();
  private final Set<String> unplugged = new HashSet<>();
  private final ImmutableList<PhoneBookEntry> contacts;

  Directory(Site site) {
    site.roles().forEach(role -> roles.put(role.name(), role));
    for (UserAccount user : site.users()) {
      users.put(key(user.name()), user);
      rolesOfUser.put(key(user.name()), new HashSet<>(user.roles()));
    }
    site.places().forEach(place -> places.put(place.name(), place));
    site.occupants().forEach((user, place) -> placeOfUser.put(key(user), place(place).name()));
    contacts = site.contacts();
  }

  private static String key(String userName) {
    return userName.toLowerCase(Locale.ROOT);
  }

  ImmutableList<UserAccount> users() {
    return ImmutableList.copyOf(users.values());
  }

  Optional<UserAccount> find(String userName) {
    return Optional.ofNullable(users.get(key(userName)));
  }

  UserAccount user(String userName) {
    return find(userName).orElseThrow(() -> new CallRefused("No such user: " + userName));
  }

  Optional<UserAccount> withExtension(String extension) {
    return users.values().stream().filter(u -> u.extension().equals(extension)).findFirst();
  }

  /** The roles of a user, in the order of the site. */
  ImmutableList<Role> rolesOf(UserAccount user) {
    Set<String> held = rolesOfUser.getOrDefault(key(user.name()), Set.of());
    return roles.values().stream()
        .filter(role -> held.contains(role.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The roles that put a user on everybody's roster. */
  ImmutableList<Role> rosterGroupsOf(UserAccount user) {
    return rolesOf(user).stream()
        .filter(Role::isRosterGroup)
        .collect(ImmutableList.toImmutableList());
  }

  /** Changes a role, and returns what that changes on the roster. */
  Optional<RosterChange> setRole(UserAccount user, String role, boolean held) {
    if (!roles.containsKey(role)) {
      throw new CallRefused("No such role: " + role);
    }
    ImmutableList<Role> before = rosterGroupsOf(user);
    Set<String> names = rolesOfUser.computeIfAbsent(key(user.name()), any -> new HashSet<>());
    if (held) {
      names.add(role);
    } else {
      names.remove(role);
    }
    ImmutableList<Role> after = rosterGroupsOf(user);
    return before.equals(after) ? Optional.empty() : Optional.of(new RosterChange(user, after));
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new CallRefused("No such place: " + name);
    }
    return place;
  }

  ImmutableList<Location> locationsOf(UserAccount user) {
    ImmutableList.Builder<Location> found = ImmutableList.builder();
    found.add(new Location(user.displayName(), true, user.ownPhones()));
    String placeName = placeOfUser.get(key(user.name()));
    if (placeName != null) {
      found.add(new Location(placeName, false, place(placeName).phones()));
    }
    return found.build();
  }

  /** Puts a user at a place and returns whoever had to leave it. */
  Optional<UserAccount> move(UserAccount user, @Nullable String placeName) {
    if (placeName == null) {
      placeOfUser.remove(key(user.name()));
      return Optional.empty();
    }
    String name = place(placeName).name();
    Optional<UserAccount> before =
        users().stream()
            .filter(u -> !u.equals(user) && name.equals(placeOfUser.get(key(u.name()))))
            .findFirst();
    before.ifPresent(u -> placeOfUser.remove(key(u.name())));
    placeOfUser.put(key(user.name()), name);
    return before;
  }

  /** The phones of a user that are plugged in, the current place's first. */
  ImmutableList<Phone> phonesOf(UserAccount user) {
    List<Phone> phones = new ArrayList<>();
    for (Location location : locationsOf(user).reverse()) {
      location.phones().stream().filter(p -> !unplugged.contains(p.name())).forEach(phones::add);
    }
    return ImmutableList.copyOf(phones);
  }

  /** The named phone of a user, or the first that can dial. */
  Phone dialler(UserAccount user, @Nullable String device) {
    Phone phone =
        phonesOf(user).stream()
            .filter(p -> device == null ? p.can(Capability.DIAL) : p.name().equals(device))
            .findFirst()
            .orElseThrow(() -> new CallRefused("No phone to dial with"));
    if (!phone.can(Capability.DIAL)) {
      throw new CallRefused("The phone cannot dial");
    }
    return phone;
  }

  Optional<UserAccount> userAt(String device) {
    return users().stream()
        .filter(u -> locationsOf(u).stream().anyMatch(l -> has(l, device)))
        .findFirst();
  }

  String locationOf(UserAccount user, String device) {
    return locationsOf(user).stream()
        .filter(l -> has(l, device))
        .map(Location::name)
        .findFirst()
        .orElse("");
  }

  private static boolean has(Location location, String device) {
    return location.phones().stream().anyMatch(p -> p.name().equals(device));
  }

  Phone phone(String device) {
    Function<List<Phone>, Stream<Phone>> each = List::stream;
    return Stream.concat(
            users.values().stream().map(UserAccount::ownPhones).flatMap(each),
            places.values().stream().map(Place::phones).flatMap(each))
        .filter(p -> p.name().equals(device))
        .findFirst()
        .orElseThrow(() -> new CallRefused("No such device: " + device));
  }

  boolean isPlugged(Phone phone) {
    return !unplugged.contains(phone.name());
  }

  void setPlugged(Phone phone, boolean plugged) {
    if (plugged) {
      unplugged.remove(phone.name());
    } else {
      unplugged.add(phone.name());
    }
  }

  Redirect redirectOf(UserAccount user) {
    return redirects.getOrDefault(key(user.name()), new Redirect(user.extension(), "", ""));
  }

  void setRedirect(UserAccount user, String target) {
    String old = redirectOf(user).target();
    redirects.put(key(user.name()), new Redirect(user.extension(), target, old));
  }

  /** Accounts first, then outside contacts. */
  ImmutableList<PhoneBookEntry> phoneBook() {
    ImmutableList.Builder<PhoneBookEntry> all = ImmutableList.builder();
    for (UserAccount user : users.values()) {
      all.add(accountEntry(user));
    }
    contacts.stream().filter(c -> withExtension(c.number()).isEmpty()).forEach(all::add);
    return all.build();
  }

  private PhoneBookEntry accountEntry(UserAccount user) {
    return new PhoneBookEntry(
        true, user.displayName(), user.extension(), "", labelsOf(user.extension()));
  }

  ImmutableList<Label> labelsOf(String number) {
    return contacts.stream()
        .filter(c -> c.number().equals(number))
        .flatMap(c -> c.labels().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** The name of a number from the users and the phone book, or the number alone. */
  Party partyOf(String number) {
    String name =
        phoneBook().stream()
            .filter(entry -> entry.number().equals(number))
            .map(PhoneBookEntry::name)
            .findFirst()
            .orElse("");
    return new Party(name, number);
  }
}
