package ishmael.linemapper;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Gives each user a permanent line id that depends on user and domain only, so that it is equal on
 * every server and after reinstallation.
 *
 * <p>Two users with one hash are told apart by a further round of hashing. Ids are given in the
 * order of the names to everybody in the directory, whether selected or not, so that neither
 * selection nor order of arrival matters; an id once given is never given to somebody else.
 */
final class LineIds {
  private final String domain;
  private final ToIntFunction<String> hash;
  private final Map<UserName, LineId> given = new TreeMap<>(BY_NAME);
  private final Map<LineId, UserName> owners = new HashMap<>();

  private static final java.util.Comparator<UserName> BY_NAME =
      java.util.Comparator.comparing(UserName::value);

  LineIds(String domain, Map<UserName, LineId> remembered) {
    this(domain, remembered, LineIds::sha256);
  }

  LineIds(String domain, Map<UserName, LineId> remembered, ToIntFunction<String> hash) {
    this.domain = domain.toLowerCase(Locale.ROOT);
    this.hash = hash;
    for (UserName user : sorted(remembered.keySet())) {
      LineId id = remembered.get(user);
      if (id != null && owners.putIfAbsent(id, user) == null) {
        given.put(user, id);
      }
    }
  }

  private static int sha256(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asInt();
  }

  private static List<UserName> sorted(Collection<UserName> users) {
    return users.stream().sorted(BY_NAME).toList();
  }

  void give(Collection<UserName> users) {
    for (UserName user : sorted(users)) {
      of(user);
    }
  }

  LineId of(UserName user) {
    LineId known = given.get(user);
    return known != null ? known : choose(user);
  }

  private LineId choose(UserName user) {
    String text = user.value() + "@" + domain;
    for (int round = 0; ; round++) {
      int value = hash.applyAsInt(round == 0 ? text : text + "#" + round);
      if (value != 0 && owners.putIfAbsent(new LineId(value), user) == null) {
        LineId id = new LineId(value);
        given.put(user, id);
        return id;
      }
    }
  }

  Map<UserName, LineId> given() {
    return Map.copyOf(given);
  }
}
