package ishmael.gateway.domain;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests for new calls that came before the link was up: programs dial right after the start of
 * the machine. They wait for the link, for a short while, and are then asked as if they came now.
 * Each one leaves exactly once. Only the domain thread calls it.
 */
final class EarlyRequests {
  /**
   * How long one may wait. Together with the phone system's own limit it stays below the limit
   * within which each request is answered, so that nothing is dialled after the program was told
   * that it failed.
   */
  static final Duration LIMIT = Duration.ofSeconds(4);

  /** How many may wait; further ones are refused as without waiting. */
  static final int BOUND = 64;

  private record Waiting(LineRequest request, CallId call, Instant until) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /**
   * Takes a request that can wait.
   *
   * @param nextAttempt when the link is tried next; what has to be answered before does not wait
   * @return false if it is not taken
   */
  boolean hold(LineRequest request, Instant now, Instant nextAttempt) {
    Optional<CallId> call = newCall(request);
    Instant until = now.plus(LIMIT);
    if (call.isEmpty() || waiting.size() >= BOUND || !nextAttempt.isBefore(until)) {
      return false;
    }
    return waiting.add(new Waiting(request, call.get(), until));
  }

  /** Takes back the request for a call that nobody wants any more. */
  Optional<LineRequest> cancel(LineRequest.Header by, CallId call) {
    return remove(
            one ->
                one.call().equals(call)
                    && one.request().header().line().equals(by.line())
                    && one.request().header().key().peer() == by.key().peer())
        .stream()
        .findFirst();
  }

  /** Takes back the requests of a line that nobody has open any more. */
  List<LineRequest> cancelLine(long peer, LineId line) {
    return remove(
        one ->
            one.request().header().line().equals(line)
                && one.request().header().key().peer() == peer);
  }

  /** Forgets the requests of a provider that is gone. */
  void gone(long peer) {
    remove(one -> one.request().header().key().peer() == peer);
  }

  /** Takes out what has waited long enough. */
  List<LineRequest> overdue(Instant now) {
    return remove(one -> !one.until().isAfter(now));
  }

  /** Takes out what has to be answered before the next attempt. */
  List<LineRequest> hopeless(Instant nextAttempt) {
    return remove(one -> !nextAttempt.isBefore(one.until()));
  }

  /** Takes out everything, oldest first. */
  List<LineRequest> all() {
    return remove(one -> true);
  }

  /** Returns when the next one is overdue. */
  Optional<Instant> nextTime() {
    return Optional.ofNullable(waiting.peek()).map(Waiting::until);
  }

  private List<LineRequest> remove(Predicate<Waiting> which) {
    List<LineRequest> removed = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting one = all.next();
      if (which.test(one)) {
        all.remove();
        removed.add(one.request());
      }
    }
    return removed;
  }

  /** What concerns a call that exists cannot wait: the call may be another one then. */
  private static Optional<CallId> newCall(LineRequest request) {
    if (request instanceof LineRequest.MakeCall make) {
      return Optional.of(make.call());
    }
    return request instanceof LineRequest.Pickup pickup
        ? Optional.of(pickup.call())
        : Optional.empty();
  }
}
