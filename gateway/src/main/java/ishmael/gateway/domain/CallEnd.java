package ishmael.gateway.domain;

import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import java.time.Instant;
import java.util.Set;

/** A call as it is shown for the last time. */
final class CallEnd {
  private CallEnd() {}

  static CallView of(CallView call, Instant now) {
    return new CallView(
        call.id(),
        call.line(),
        CallState.IDLE,
        0,
        Set.of(),
        call.origin(),
        call.reason(),
        call.callId(),
        call.relatedCallId(),
        now,
        call.caller(),
        call.called(),
        call.connected(),
        call.redirection(),
        call.redirecting(),
        call.comment(),
        call.memo());
  }
}
