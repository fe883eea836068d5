package ishmael.gateway.audit;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Requester;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the first refusal of a person at a line be told, and then once a minute how many more there
 * were. For one thread.
 */
final class RefusalLimit {
  static final Duration PERIOD = Duration.ofMinutes(1);

  /** How many pairs of person and line are told apart at a time; all others are one. */
  static final int MAX_PAIRS = 100;

  private record Pair(Optional<String> sid, UserName line) {}

  private static final class Count {
    private final Instant until;
    private final AuditEntry last;
    private long more;

    Count(Instant until, AuditEntry last) {
      this.until = until;
      this.last = last;
    }
  }

  /** The one that ends first is the first. */
  private final Map<Pair, Count> counts = new LinkedHashMap<>();

  private long others;
  private Instant othersUntil = Instant.MAX;

  /** Returns what to tell of a refusal, if anything. */
  Optional<String> refused(AuditEntry entry, Instant now) {
    Pair pair = new Pair(sid(entry.requester()), entry.line());
    Count count = counts.get(pair);
    if (count != null) {
      count.more++;
      return Optional.empty();
    }
    if (counts.size() >= MAX_PAIRS) {
      others(1, now);
      return Optional.empty();
    }
    counts.put(pair, new Count(now.plus(PERIOD), entry));
    return Optional.of(RefusalText.first(entry));
  }

  private static Optional<String> sid(Requester requester) {
    return requester instanceof Requester.Person person
        ? Optional.of(person.account().sid())
        : Optional.empty();
  }

  /** Counts refusals that are not told one by one. */
  void others(long count, Instant now) {
    if (others == 0) {
      othersUntil = now.plus(PERIOD);
    }
    others += count;
  }

  /** Returns what to tell at a time; whoever goes on counts for another minute. */
  List<String> due(Instant now) {
    List<String> texts = new ArrayList<>();
    Map<Pair, Count> again = new LinkedHashMap<>();
    counts
        .entrySet()
        .removeIf(
            one -> {
              Count count = one.getValue();
              if (!isOver(count.until, now)) {
                return false;
              }
              if (count.more > 0) {
                texts.add(RefusalText.more(count.last, count.more));
                again.put(one.getKey(), new Count(now.plus(PERIOD), count.last));
              }
              return true;
            });
    counts.putAll(again);
    if (others > 0 && isOver(othersUntil, now)) {
      texts.add(RefusalText.others(others));
      others = 0;
    }
    return texts;
  }

  /** A clock that was set back makes nobody wait longer. */
  private static boolean isOver(Instant until, Instant now) {
    return !now.isBefore(until) || until.isAfter(now.plus(PERIOD));
  }

  /** Returns what is still untold, at the end. */
  List<String> rest() {
    List<String> texts = new ArrayList<>();
    counts.values().stream()
        .filter(count -> count.more > 0)
        .forEach(count -> texts.add(RefusalText.more(count.last, count.more)));
    if (others > 0) {
      texts.add(RefusalText.others(others));
    }
    counts.clear();
    others = 0;
    return texts;
  }

  /** Returns how long {@link #due} has nothing to say, a minute at most. */
  Duration idle(Instant now) {
    Instant next = now.plus(PERIOD);
    if (!counts.isEmpty()) {
      Instant first = counts.values().iterator().next().until;
      next = first.isBefore(next) ? first : next;
    }
    if (others > 0 && othersUntil.isBefore(next)) {
      next = othersUntil;
    }
    Duration idle = Duration.between(now, next);
    return idle.isNegative() ? Duration.ZERO : idle;
  }
}
