package ishmael.gateway.audit;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import ishmael.linemapper.isolation.Verdict.Allowed;
import ishmael.linemapper.isolation.Verdict.Refusal;
import ishmael.linemapper.isolation.Verdict.Refused;
import ishmael.linemapper.isolation.Verdict.Right;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Entries of an audit log, as the gate makes them. */
final class Entries {
  static final Instant TIME = Instant.parse("2026-11-23T20:15:00.123456Z");
  static final Account AHAB = new Account("S-1-5-21-7-8-9-1101", "PEQUOD", "ahab", "");
  static final Account PIP = new Account("S-1-5-21-7-8-9-1107", "PEQUOD", "pip", "");
  static final LineRequest.Header HEADER =
      new LineRequest.Header(
          new RequestKey(1, 7), new Caller.Known(AHAB.sid(), 3), new LineId(0x1234));
  static final CallId CALL = new CallId(0x8000000000000007L);

  private Entries() {}

  static Requester person(Account account, int session) {
    return new Requester.Person(account, session);
  }

  static LineRequest makeCall() {
    return new LineRequest.MakeCall(HEADER, CALL, "089 5550199");
  }

  static Claim claim(Account account, int session, String line) {
    return new Claim(new UserName(line), account, session, Instant.parse("2026-11-23T18:00:00Z"));
  }

  static Allowed by(Right right) {
    return new Allowed(right, Optional.empty(), List.of());
  }

  static AuditEntry entry(Requester who, String line, LineRequest request, Verdict verdict) {
    Optional<LineError> error =
        verdict.fold(allowed -> Optional.empty(), no -> Optional.of(LineError.OPERATIONUNAVAIL));
    return new AuditEntry(TIME, who, new UserName(line), request, verdict, error);
  }

  static AuditEntry done() {
    return entry(person(AHAB, 3), "ahab", makeCall(), by(Right.OWNER));
  }

  static AuditEntry refused(Requester who, String line) {
    return entry(who, line, makeCall(), new Refused(Refusal.NOT_OWN, Optional.empty()));
  }

  static AuditEntry refused() {
    return refused(person(PIP, 7), "ahab");
  }
}
