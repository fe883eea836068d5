package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose lines are shown.
 *
 * @param all everybody the directory knows
 * @param selected who of them gets a line
 * @param unknown whom the settings name and the directory does not know
 */
record Selection(Collection<User> all, Set<UserName> selected, Set<UserName> unknown) {
  /** A supervisor serves whom the settings name, or all; others serve their own line. */
  static Selection of(DirectoryMemory directory, List<UserName> wanted) {
    Map<UserName, User> users = new LinkedHashMap<>();
    directory.users().forEach(user -> users.put(user.name(), user));
    if (!directory.supervisor()) {
      User own = directory.own();
      users.putIfAbsent(own.name(), own);
      return new Selection(List.copyOf(users.values()), Set.of(own.name()), Set.of());
    }
    if (wanted.isEmpty()) {
      return new Selection(List.copyOf(users.values()), Set.copyOf(users.keySet()), Set.of());
    }
    Set<UserName> unknown = new TreeSet<>(java.util.Comparator.comparing(UserName::value));
    List<UserName> known = new ArrayList<>();
    for (UserName name : wanted) {
      if (users.containsKey(name)) {
        known.add(name);
      } else {
        unknown.add(name);
      }
    }
    return new Selection(List.copyOf(users.values()), Set.copyOf(known), unknown);
  }
}
