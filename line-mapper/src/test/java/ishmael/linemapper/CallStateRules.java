package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which state may follow which, as programs see them. */
final class CallStateRules {
  /** Written from TAPI's call state sequences, not from the code. */
  private static final Map<CallState, Set<CallState>> LEGAL = new EnumMap<>(CallState.class);

  static {
    Set<CallState> ends = EnumSet.of(CallState.DISCONNECTED, CallState.BUSY);
    legal(CallState.DIALTONE, ends, CallState.DIALING);
    legal(
        CallState.DIALING,
        ends,
        CallState.PROCEEDING,
        CallState.RINGBACK,
        CallState.CONNECTED,
        CallState.ONHOLD);
    legal(CallState.PROCEEDING, ends, CallState.RINGBACK, CallState.CONNECTED, CallState.ONHOLD);
    legal(CallState.RINGBACK, ends, CallState.CONNECTED, CallState.ONHOLD);
    legal(CallState.OFFERING, ends, CallState.ACCEPTED, CallState.CONNECTED, CallState.ONHOLD);
    legal(CallState.ACCEPTED, ends, CallState.CONNECTED, CallState.ONHOLD);
    legal(
        CallState.CONNECTED,
        ends,
        CallState.ONHOLD,
        CallState.ONHOLDPENDTRANSFER,
        CallState.ONHOLDPENDCONF,
        CallState.CONFERENCED);
    legal(CallState.ONHOLD, ends, CallState.CONNECTED, CallState.CONFERENCED);
    legal(
        CallState.ONHOLDPENDTRANSFER,
        ends,
        CallState.CONNECTED,
        CallState.ONHOLD,
        CallState.CONFERENCED);
    legal(CallState.ONHOLDPENDCONF, ends, CallState.CONNECTED, CallState.ONHOLD);
    legal(CallState.CONFERENCED, ends, CallState.CONNECTED, CallState.ONHOLD);
    legal(CallState.BUSY, ends);
    legal(CallState.DISCONNECTED, EnumSet.of(CallState.IDLE));
    legal(CallState.IDLE, EnumSet.noneOf(CallState.class));
  }

  private static void legal(CallState from, Set<CallState> ends, CallState... next) {
    Set<CallState> all = EnumSet.copyOf(ends);
    all.addAll(List.of(next));
    LEGAL.put(from, all);
  }

  private CallStateRules() {}

  /** Checks a call against what was shown of it before. */
  static void check(Map<CallId, CallState> seen, CallView call) {
    CallState before = seen.put(call.id(), call.state());
    if (before != null && (before != call.state() || before == CallState.IDLE)) {
      assertThat(LEGAL.getOrDefault(before, Set.of()).contains(call.state()))
          .as("%s: %s to %s", call.id(), before, call.state())
          .isTrue();
    }
  }
}
