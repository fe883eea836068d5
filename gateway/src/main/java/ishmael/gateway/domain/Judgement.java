package ishmael.gateway.domain;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What the gate said of a request of a line. */
record Judgement(Instant time, Requester requester, UserName line, Verdict verdict) {
  boolean passes() {
    return verdict instanceof Verdict.Allowed;
  }

  boolean beganClaim() {
    return verdict instanceof Verdict.Allowed allowed && allowed.begun().isPresent();
  }

  AuditEntry entry(LineRequest request, Optional<LineError> error) {
    return new AuditEntry(time, requester, line, request, verdict, error);
  }
}
