package ishmael.linemapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Phones that change hands. From the notice that a phone has a new user until the directory names
 * that user, nobody is known to own it; if the directory does not for a minute, it is believed as
 * it is. Source: docs/calls.md, "Whose event".
 */
final class MovingPhones {
  private static final int MAX_PHONES = 16_384;
  private static final Duration DOUBT_LIMIT = Duration.ofSeconds(60);

  private final Map<DeviceName, Doubt> doubts = recent();

  /** When a phone changed hands last, counted in events. */
  private final Map<DeviceName, Long> moves = recent();

  private record Doubt(Set<UserName> before, Instant since) {
    boolean lasts(Instant now) {
      return now.isBefore(since.plus(DOUBT_LIMIT));
    }
  }

  private static <V> Map<DeviceName, V> recent() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<DeviceName, V> eldest) {
        return size() > MAX_PHONES;
      }
    };
  }

  /** The phone system says that these phones have a new user, but not which. */
  void moved(Turn turn, Directory directory, Collection<DeviceName> phones, long event) {
    for (DeviceName phone : phones) {
      doubts.remove(phone);
      doubts.put(phone, new Doubt(directory.claimants(phone), turn.now()));
      moves.remove(phone);
      moves.put(phone, event);
    }
  }

  /** The directory was read anew. */
  void learned(Turn turn, Directory before, Directory now, long event) {
    Set<DeviceName> announced = new HashSet<>(doubts.keySet());
    doubts.entrySet().removeIf(entry -> isSettled(turn, entry.getKey(), entry.getValue(), now));
    for (DeviceName phone : now.movedSince(before)) {
      if (!announced.contains(phone)) {
        moves.put(phone, event);
      }
    }
  }

  /** Only a user who was not said to have the phone before can be the new one. */
  private static boolean isSettled(Turn turn, DeviceName phone, Doubt doubt, Directory now) {
    return !doubt.lasts(turn.now())
        || now.ownerOf(phone).filter(owner -> !doubt.before().contains(owner)).isPresent();
  }

  boolean isInDoubt(DeviceName phone, Instant now) {
    Doubt doubt = doubts.get(phone);
    return doubt != null && doubt.lasts(now);
  }

  boolean isAnyInDoubt(Instant now) {
    return doubts.values().stream().anyMatch(doubt -> doubt.lasts(now));
  }

  /** Says whether the phone has changed hands since that event was told. */
  boolean movedSince(DeviceName phone, long event) {
    Long last = moves.get(phone);
    return last != null && last >= event;
  }
}
