package ishmael.gateway.directory;

import ishmael.linemapper.UserName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which users have a key; most often it is one. */
final class Index<K> {
  private final Map<K, List<UserName>> users = new HashMap<>();

  void add(K key, UserName user) {
    users.merge(key, List.of(user), Index::joined);
  }

  void remove(K key, UserName user) {
    users.computeIfPresent(
        key,
        (same, names) -> {
          List<UserName> rest = names.stream().filter(name -> !name.equals(user)).toList();
          return rest.isEmpty() ? null : List.copyOf(rest);
        });
  }

  /** Returns the users in the order in which they were added. */
  List<UserName> of(K key) {
    return users.getOrDefault(key, List.of());
  }

  private static List<UserName> joined(List<UserName> before, List<UserName> added) {
    if (before.containsAll(added)) {
      return before;
    }
    List<UserName> all = new ArrayList<>(before);
    all.addAll(added);
    return List.copyOf(all);
  }
}
