package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has which phone and which extension: of all users, with a line or without. */
final class Directory {
  /** Nobody is known. */
  static final Directory EMPTY = new Directory();

  private final Map<DeviceName, UserName> owners = new HashMap<>();
  private final Map<DeviceName, Set<UserName>> contested = new HashMap<>();
  private final Map<String, User> extensions = new HashMap<>();
  private final Map<String, List<User>> sharedExtensions = new HashMap<>();

  /** Names without regard to case and spaces; made when the first event spells one differently. */
  private @Nullable Map<String, Optional<DeviceName>> spellings;

  private Directory() {}

  /**
   * Takes what the phone system says now.
   *
   * @param before tells which of two users who have the same phone has it since lately
   */
  Directory(Directory before, Collection<User> all) {
    all.forEach(this::add);
    contested.forEach((phone, users) -> settle(before, phone, users));
  }

  private void add(User user) {
    for (Phone phone : user.phones()) {
      UserName other = owners.putIfAbsent(phone.name(), user.name());
      if (other != null && !other.equals(user.name())) {
        contested
            .computeIfAbsent(phone.name(), name -> new LinkedHashSet<>(List.of(other)))
            .add(user.name());
      }
    }
    user.extension().ifPresent(extension -> add(extension.value(), user));
  }

  private void add(String extension, User user) {
    User other = extensions.putIfAbsent(extension, user);
    if (other != null) {
      sharedExtensions
          .computeIfAbsent(extension, number -> new ArrayList<>(List.of(other)))
          .add(user);
    }
  }

  /** The answer about one user is older than that about the other: who is new has the phone. */
  private void settle(Directory before, DeviceName phone, Set<UserName> users) {
    Set<UserName> arrived = Sets.difference(users, before.claimants(phone));
    UserName last = before.owners.get(phone);
    if (arrived.size() == 1) {
      owners.put(phone, arrived.iterator().next());
    } else if (arrived.isEmpty() && last != null && users.contains(last)) {
      owners.put(phone, last);
    } else {
      owners.remove(phone);
    }
  }

  /** Returns all users who are said to have the phone: more than one if an answer is old. */
  Set<UserName> claimants(DeviceName phone) {
    Set<UserName> users = contested.get(phone);
    return users != null ? Set.copyOf(users) : ownerOf(phone).map(Set::of).orElse(Set.of());
  }

  /** Returns who has the phone; nobody if it is unknown or two have an equal claim. */
  Optional<UserName> ownerOf(DeviceName device) {
    return Optional.ofNullable(owners.get(device));
  }

  /** Returns the name as the directory spells it; an unknown one as it is. */
  DeviceName spelled(DeviceName told) {
    if (owners.containsKey(told) || contested.containsKey(told)) {
      return told;
    }
    return spellings().getOrDefault(folded(told), Optional.empty()).orElse(told);
  }

  private Map<String, Optional<DeviceName>> spellings() {
    Map<String, Optional<DeviceName>> all = spellings;
    if (all == null) {
      all = new HashMap<>();
      for (DeviceName name : Sets.union(owners.keySet(), contested.keySet())) {
        all.merge(folded(name), Optional.of(name), (one, other) -> Optional.empty());
      }
      spellings = all;
    }
    return all;
  }

  private static String folded(DeviceName name) {
    return name.value().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** Returns the phones that another user has than before. */
  List<DeviceName> movedSince(Directory before) {
    List<DeviceName> moved = new ArrayList<>();
    before.owners.forEach(
        (phone, user) -> {
          UserName now = owners.get(phone);
          if (now != null && !now.equals(user)) {
            moved.add(phone);
          }
        });
    return moved;
  }

  boolean isShared(String number) {
    return sharedExtensions.containsKey(number);
  }

  /**
   * Returns whose extension it is. Of several users who have it only one who alone has a phone can
   * be meant.
   */
  Optional<UserName> withExtension(String number) {
    List<User> sharing = sharedExtensions.get(number);
    if (sharing == null) {
      return Optional.ofNullable(extensions.get(number)).map(User::name);
    }
    List<User> withPhone = sharing.stream().filter(user -> !user.phones().isEmpty()).toList();
    return withPhone.size() == 1 ? Optional.of(withPhone.get(0).name()) : Optional.empty();
  }
}
