package ishmael.gateway.domain;

import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Requests that wait until it is known who asks, oldest first, each until its time. Those of one
 * caller about one line keep their order: none is judged before an earlier one. Each one leaves
 * exactly once. Only the domain thread calls it.
 */
final class Unjudged {
  private static final Logger LOG = System.getLogger(Unjudged.class.getName());

  /** How long a request waits until the program that was asked has answered. */
  static final Duration TICKET_LIMIT = Guard.TICKET_LIMIT;

  /** How long a request waits until Windows has named its account. */
  static final Duration ACCOUNT_LIMIT = Guard.ACCOUNT_LIMIT;

  private static final int BOUND = 256;

  /**
   * A request that waits.
   *
   * @param request its caller is the one that answered, as soon as it has
   * @param by the caller that the provider told
   */
  record Waiting(LineRequest request, Caller by, Instant arrived, Instant until) {
    static Waiting of(LineRequest request, Instant now) {
      Caller caller = request.header().caller();
      Duration limit = caller instanceof Caller.Asked ? TICKET_LIMIT : ACCOUNT_LIMIT;
      return new Waiting(request, caller, now, now.plus(limit));
    }

    /** The program has answered; now its account may have to be asked for. */
    private Waiting answered(Caller.Known caller, Instant now) {
      LineRequest.Header header = request.header();
      LineRequest named = request.with(new LineRequest.Header(header.key(), caller, header.line()));
      return new Waiting(named, by, arrived, now.plus(ACCOUNT_LIMIT));
    }

    /** Returns it with the caller that has answered, if the provider asked one that has. */
    Waiting named(Function<Caller.Asked, Optional<Caller.Known>> answers, Instant now) {
      return request.header().caller() instanceof Caller.Asked asked
          ? answers.apply(asked).map(known -> answered(known, now)).orElse(this)
          : this;
    }

    /** Returns it with no more time to wait. */
    Waiting atOnce(Instant now) {
      return new Waiting(request, by, arrived, now);
    }

    boolean isOf(long peer) {
      return request.header().key().peer() == peer;
    }

    boolean isOfSession(int session) {
      return request.header().caller() instanceof Caller.Known known && known.session() == session;
    }

    boolean isOf(long peer, LineId line) {
      return isOf(peer) && request.header().line().equals(line);
    }

    boolean isDrop() {
      return request instanceof LineRequest.Drop
          || request instanceof LineRequest.RemoveFromConference;
    }

    private Asker asker() {
      return new Asker(request.header().key().peer(), request.header().line(), by);
    }
  }

  private record Asker(long peer, LineId line, Caller by) {}

  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private long next;

  /** Takes a request; returns false if there is no room. */
  boolean hold(Waiting one) {
    if (waiting.size() >= BOUND) {
      return false;
    }
    waiting.put(next++, one);
    return true;
  }

  /** Says whether an earlier request of the same caller about the same line waits. */
  boolean isBehind(Waiting one) {
    return waiting.values().stream().map(Waiting::asker).anyMatch(one.asker()::equals);
  }

  /** Puts the caller that answered in the place of the one that was asked. */
  void name(Function<Caller.Asked, Optional<Caller.Known>> answers, Instant now) {
    waiting.replaceAll((any, one) -> one.named(answers, now));
  }

  /** Tries each one, oldest first, and takes out those that are settled thereby. */
  void settle(Predicate<Waiting> settled) {
    Set<Asker> stay = new HashSet<>();
    for (Map.Entry<Long, Waiting> entry : List.copyOf(waiting.entrySet())) {
      Waiting one = entry.getValue();
      boolean waits = waiting.containsKey(entry.getKey()); // an earlier one may take it back
      if (waits && !stay.contains(one.asker())) {
        settle(entry.getKey(), one, settled, stay);
      }
    }
  }

  /** One that fails must not leave the others without an answer. */
  private void settle(long number, Waiting one, Predicate<Waiting> settled, Set<Asker> stay) {
    try {
      if (!settled.test(one)) {
        stay.add(one.asker());
        return;
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "One request that waited could not be handled.", e);
    }
    waiting.remove(number);
  }

  /** Takes out those that are meant, oldest first. */
  List<Waiting> remove(Predicate<Waiting> which) {
    List<Waiting> removed = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
      Waiting one = all.next();
      if (which.test(one)) {
        all.remove();
        removed.add(one);
      }
    }
    return removed;
  }

  /** Returns when the next one has waited long enough. */
  Optional<Instant> nextTime() {
    return waiting.values().stream().map(Waiting::until).min(Comparator.naturalOrder());
  }
}
