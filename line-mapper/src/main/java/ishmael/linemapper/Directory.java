package ishmael.linemapper;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has which phone and which extension: of all users, with a line or without. */
final class Directory {
  private final Map<UserName, User> users = new HashMap<>();
  private final Map<DeviceName, UserName> owners = new HashMap<>();
  private final Map<String, UserName> extensions = new HashMap<>();
  private final Set<String> sharedExtensions = new HashSet<>();

  Directory(Collection<User> all) {
    all.forEach(this::add);
    sharedExtensions.forEach(extensions::remove);
  }

  private void add(User user) {
    users.put(user.name(), user);
    user.phones().forEach(phone -> owners.put(phone.name(), user.name()));
    user.extension().ifPresent(extension -> add(extension.value(), user.name()));
  }

  /** An extension that two users have says nothing about whose an event is. */
  private void add(String extension, UserName user) {
    UserName other = extensions.put(extension, user);
    if (other != null && !other.equals(user)) {
      sharedExtensions.add(extension);
    }
  }

  Optional<User> user(UserName name) {
    return Optional.ofNullable(users.get(name));
  }

  Optional<UserName> ownerOf(DeviceName device) {
    return Optional.ofNullable(owners.get(device));
  }

  Optional<UserName> withExtension(String number) {
    return Optional.ofNullable(extensions.get(number));
  }
}
