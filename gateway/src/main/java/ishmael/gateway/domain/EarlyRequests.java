package ishmael.gateway.domain;

import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import java.time.Duration;
import java.time.Instant;
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

  private final HeldRequests held = new HeldRequests(BOUND);

  /**
   * Takes a request that can wait. What concerns a call that exists cannot: the call may be another
   * one then.
   *
   * @param arrived when it came; it may have waited for its account since
   * @param nextAttempt when the link is tried next; what has to be answered before does not wait
   * @return false if it is not taken
   */
  boolean hold(LineRequest request, Instant arrived, Instant nextAttempt) {
    Instant until = arrived.plus(LIMIT);
    return request.needed().isEmpty()
        && !request.made().isEmpty()
        && nextAttempt.isBefore(until)
        && held.hold(request, until);
  }

  /** Takes back the request for a call that nobody wants any more. */
  List<LineRequest> cancel(LineRequest.Header by, CallId call, Predicate<Caller> caller) {
    return held.cancel(by, call, caller);
  }

  /** Takes back the requests of a line that nobody has open any more. */
  List<LineRequest> cancelLine(long peer, LineId line) {
    return held.cancelLine(peer, line);
  }

  /** Takes out the requests of a session that has ended. */
  List<LineRequest> cancelSession(int session) {
    return held.cancelSession(session);
  }

  /** Forgets the requests of a provider that is gone. */
  void gone(long peer) {
    held.gone(peer);
  }

  /** Takes out what has waited long enough. */
  List<LineRequest> overdue(Instant now) {
    return held.overdue(now);
  }

  /** Takes out what has to be answered before the next attempt. */
  List<LineRequest> hopeless(Instant nextAttempt) {
    return held.dueBy(nextAttempt);
  }

  /** Takes out everything, oldest first. */
  List<LineRequest> all() {
    return held.all();
  }

  /** Returns when the next one is overdue. */
  Optional<Instant> nextTime() {
    return held.nextTime();
  }
}
