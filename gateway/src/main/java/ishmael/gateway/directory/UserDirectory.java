package ishmael.gateway.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The users of the phone system as they were read last. Users never expire, as a line must not
 * vanish because an answer is late; what expires is how long a user counts as read. One thread owns
 * it.
 */
public final class UserDirectory {
  private static final int MAX_FRESH = 100_000;

  private final Map<UserName, Entry> entries = new TreeMap<>(Comparator.comparing(UserName::value));
  private final Index<DeviceName> byDevice = new Index<>();
  private final Index<Extension> byExtension = new Index<>();
  private final Index<String> byOwnPlace = new Index<>();
  private final SharedParts parts = new SharedParts();
  private final Cache<UserName, Boolean> fresh;
  private @Nullable ImmutableList<User> sorted = ImmutableList.of();

  /**
   * Makes an empty directory.
   *
   * @param freshFor how long a user counts as read; afterwards {@link #stale} names the user
   */
  public UserDirectory(Ticker ticker, Duration freshFor) {
    fresh =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .maximumSize(MAX_FRESH)
            .expireAfterWrite(freshFor)
            .build();
  }

  /**
   * A user.
   *
   * @param listedName the full name in the list of users
   * @param read whether the phone system ever told more than the list
   */
  private record Entry(User user, String listedName, boolean read) {}

  /** Takes what the phone system told of a user, who is fresh from now on. */
  public void put(User user) {
    Entry before = entries.get(user.name());
    fresh.put(user.name(), true);
    replace(before, new Entry(user, before == null ? "" : before.listedName(), true));
  }

  /** Takes a part of what there is to know of a known user; says nothing about freshness. */
  public void amend(User user) {
    Entry before = entries.get(user.name());
    if (before != null) {
      replace(before, new Entry(user, before.listedName(), before.read()));
    }
  }

  /**
   * Takes an entry of the list of users. Its full name counts until the phone system tells more,
   * and again when it changes.
   *
   * @return whether that is news
   */
  public boolean listed(UserName name, String displayName) {
    Entry before = entries.get(name);
    if (before == null) {
      User user = new User(name, name.value(), displayName, Optional.empty(), List.of());
      replace(null, new Entry(user, displayName, false));
      return true;
    }
    if (before.listedName().equals(displayName)) {
      return false;
    }
    User user = before.user();
    boolean shown = user.displayName().equals(before.listedName()) && !displayName.isEmpty();
    replace(
        before, new Entry(shown ? renamed(user, displayName) : user, displayName, before.read()));
    return true;
  }

  private static User renamed(User user, String displayName) {
    return new User(
        user.name(),
        user.spelling(),
        displayName,
        user.extension(),
        user.phones(),
        user.places(),
        user.redirect());
  }

  private void replace(@Nullable Entry before, Entry after) {
    if (before != null && before.user().equals(after.user())) {
      entries.put(before.user().name(), new Entry(before.user(), after.listedName(), after.read()));
      return;
    }
    if (before != null) {
      unindex(before.user());
    }
    User user = parts.share(after.user());
    entries.put(user.name(), new Entry(user, after.listedName(), after.read()));
    user.phones().forEach(phone -> byDevice.add(phone.name(), user.name()));
    user.extension().ifPresent(extension -> byExtension.add(extension, user.name()));
    byOwnPlace.add(ownPlace(user), user.name());
    sorted = null;
  }

  private void unindex(User user) {
    user.phones().forEach(phone -> byDevice.remove(phone.name(), user.name()));
    user.extension().ifPresent(extension -> byExtension.remove(extension, user.name()));
    byOwnPlace.remove(ownPlace(user), user.name());
  }

  /** Forgets a user; returns whether there was one. */
  public boolean remove(UserName name) {
    Entry gone = entries.remove(name);
    if (gone == null) {
      return false;
    }
    unindex(gone.user());
    fresh.invalidate(name);
    sorted = null;
    return true;
  }

  /** Forgets all users but these. */
  public void retain(Set<UserName> names) {
    names().stream().filter(name -> !names.contains(name)).forEach(this::remove);
  }

  /** Returns a user. */
  public Optional<User> find(UserName name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::user);
  }

  /** Returns the full name that the list of users has for a user; empty if it has none. */
  public String listedName(UserName name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::listedName).orElse("");
  }

  /** Says whether the phone system ever told more of a user than the list of users does. */
  public boolean isRead(UserName name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::read).orElse(false);
  }

  /** Returns who has a phone now: more than one only while somebody moves. */
  public List<UserName> holders(DeviceName device) {
    return byDevice.of(device);
  }

  /** Returns who has an extension. */
  public List<UserName> withExtension(Extension extension) {
    return byExtension.of(extension);
  }

  /** Returns who has this device now or, if no device is called so, this extension. */
  public List<UserName> owners(String deviceOrExtension) {
    List<UserName> holders = holders(new DeviceName(deviceOrExtension));
    return holders.isEmpty() ? withExtension(new Extension(deviceOrExtension)) : holders;
  }

  /** Returns the users whose own place has this name; names of people are not unique. */
  public List<UserName> atOwnPlace(String name) {
    return byOwnPlace.of(name);
  }

  /** Returns all users in the order of their names; the same list as long as nothing changes. */
  public ImmutableList<User> users() {
    ImmutableList<User> all = sorted;
    if (all == null) {
      all = entries.values().stream().map(Entry::user).collect(ImmutableList.toImmutableList());
      sorted = all;
    }
    return all;
  }

  /** Returns the names of all users. */
  public List<UserName> names() {
    return List.copyOf(entries.keySet());
  }

  /** Returns the users who were not read for so long that they have to be asked for again. */
  public List<UserName> stale() {
    return names().stream().filter(name -> fresh.getIfPresent(name) == null).toList();
  }

  /** The user's own place bears the full name if the phone system gives it no other. */
  private static String ownPlace(User user) {
    return user.places().stream()
        .filter(place -> place.own() && !place.name().isEmpty())
        .map(Place::name)
        .findFirst()
        .orElse(user.displayName());
  }

  /** Returns a user without some phones. */
  public static User without(User user, Set<DeviceName> gone) {
    List<Phone> phones =
        user.phones().stream().filter(phone -> !gone.contains(phone.name())).toList();
    List<Place> places =
        user.places().stream()
            .map(place -> new Place(place.name(), place.own(), rest(place, gone)))
            .toList();
    return user.at(places, phones);
  }

  private static List<DeviceName> rest(Place place, Set<DeviceName> gone) {
    return place.phones().stream().filter(device -> !gone.contains(device)).toList();
  }
}
