package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose lines are shown.
 *
 * @param all everybody the directory knows
 * @param selected who gets a line; whoever the settings name keeps it while the directory does not
 *     know the user
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
    Set<UserName> unknown = new TreeSet<>(Comparator.comparing(UserName::value));
    wanted.stream().filter(name -> !users.containsKey(name)).forEach(unknown::add);
    return new Selection(List.copyOf(users.values()), Set.copyOf(wanted), unknown);
  }

  /** Says whether anybody gets a line now. */
  boolean hasLines() {
    return all.stream().anyMatch(user -> selected.contains(user.name()));
  }
}
