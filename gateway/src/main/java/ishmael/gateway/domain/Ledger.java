package ishmael.gateway.domain;

import ishmael.gateway.isolation.AuditLog;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.RequestKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that may pass and await their answer: with it they go to the audit log, each once. Only
 * the domain thread calls it.
 */
final class Ledger {
  /** What sixteen providers may have open. */
  private static final int BOUND = 4_096;

  private record Open(LineRequest request, Judgement judgement) {}

  private final AuditLog audit;
  private final Map<RequestKey, Open> open = new LinkedHashMap<>();

  Ledger(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * Takes a request; returns false if there is no room. One that is judged again takes its place,
   * but a judgement by which a claim began stays: it is told once.
   */
  boolean enter(LineRequest request, Judgement judgement) {
    RequestKey key = request.header().key();
    if (key.isNotice()) {
      audit.request(judgement.entry(request, Optional.empty())); // it is never answered
      return true;
    }
    if (open.size() >= BOUND && !open.containsKey(key)) {
      return false;
    }
    open.merge(
        key,
        new Open(request, judgement),
        (first, later) -> first.judgement().beganClaim() ? first : later);
    return true;
  }

  /** Tells of a request that does not pass. */
  void refused(LineRequest request, Judgement judgement, LineError error) {
    open.remove(request.header().key());
    audit.request(judgement.entry(request, Optional.of(error)));
  }

  void answered(RequestKey key, Optional<LineError> error) {
    Open answered = open.remove(key);
    if (answered != null) {
      audit.request(answered.judgement().entry(answered.request(), error));
    }
  }

  /** The provider has gone: nobody hears what became of its requests. */
  void gone(long peer) {
    List.copyOf(open.keySet()).stream()
        .filter(key -> key.peer() == peer)
        .forEach(key -> answered(key, Optional.of(LineError.OPERATIONFAILED)));
  }
}
