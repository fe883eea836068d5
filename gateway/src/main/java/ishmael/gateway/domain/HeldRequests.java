package ishmael.gateway.domain;

import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests that wait for something, oldest first, each until its time. Each one leaves exactly
 * once. Only the domain thread calls it.
 */
final class HeldRequests {
  private record Held(LineRequest request, Instant until) {}

  private final int bound;
  private final Deque<Held> waiting = new ArrayDeque<>();

  /** Holds as many as {@code bound}. */
  HeldRequests(int bound) {
    this.bound = bound;
  }

  /** Takes a request; returns false if there is no room. */
  boolean hold(LineRequest request, Instant until) {
    return waiting.size() < bound && waiting.add(new Held(request, until));
  }

  /** Takes back the requests for a call that nobody wants any more. */
  List<LineRequest> cancel(LineRequest.Header by, CallId call, Predicate<Caller> caller) {
    return remove(
        one ->
            one.request().made().contains(call)
                && caller.test(one.request().header().caller())
                && isOf(one.request(), by.key().peer(), by.line()));
  }

  /** Takes back the requests of a line that nobody has open any more. */
  List<LineRequest> cancelLine(long peer, LineId line) {
    return remove(one -> isOf(one.request(), peer, line));
  }

  private static boolean isOf(LineRequest request, long peer, LineId line) {
    return request.header().line().equals(line) && request.header().key().peer() == peer;
  }

  /** Forgets the requests of a provider that is gone. */
  void gone(long peer) {
    remove(one -> one.request().header().key().peer() == peer);
  }

  /** Takes out what has waited long enough. */
  List<LineRequest> overdue(Instant now) {
    return remove(one -> !one.until().isAfter(now));
  }

  /** Takes out what is due at that time or before. */
  List<LineRequest> dueBy(Instant time) {
    return remove(one -> !time.isBefore(one.until()));
  }

  /** Takes out everything, oldest first. */
  List<LineRequest> all() {
    return remove(one -> true);
  }

  /** Returns when the next one is overdue. */
  Optional<Instant> nextTime() {
    return waiting.stream().map(Held::until).min(Comparator.naturalOrder());
  }

  private List<LineRequest> remove(Predicate<Held> which) {
    List<LineRequest> removed = new ArrayList<>();
    for (Iterator<Held> all = waiting.iterator(); all.hasNext(); ) {
      Held one = all.next();
      if (which.test(one)) {
        all.remove();
        removed.add(one.request());
      }
    }
    return removed;
  }

  /** Takes out the requests of this caller's session. */
  List<LineRequest> cancelSession(int session) {
    return remove(
        one -> one.request().header().caller() instanceof Caller.Known k && k.session() == session);
  }
}
