package ishmael.linemapper;

import java.util.Optional;

/**
 * Talks to the held call and holds the one that talks: the hold key twice. Source:
 * docs/adr/019-swapping.md.
 */
final class Swaps {
  private final Board board;
  private final KeyPresses keys;

  Swaps(Board board, KeyPresses keys) {
    this.board = board;
    this.keys = keys;
  }

  /** Says whether the hold key, pressed twice, would take another call of the phone back. */
  static boolean canSwap(Call call) {
    return call.state == CallState.CONNECTED
        && call.leaving == null
        && PhoneCalls.can(call, Capability.HOLD)
        && PhoneCalls.newestHeld(call).filter(held -> isTakenBack(held, call)).isPresent();
  }

  /** Both are held after the first press; the second takes the newer call back. */
  private static boolean isTakenBack(Call held, Call talking) {
    return !held.isLeg() && PhoneCalls.isNewer(held, talking);
  }

  void swap(Turn turn, Call call, Call held, RequestKey request) {
    if (call.state != CallState.CONNECTED || !PhoneCalls.isHeld(held)) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else if (!canSwap(call) || PhoneCalls.newestHeld(call).filter(h -> h == held).isEmpty()) {
      board.answers.fail(turn, request, LineError.OPERATIONUNAVAIL);
    } else {
      keys.sequence(
          turn, call, KeyPress.Key.HOLD, (later, error) -> takeBack(later, held, request, error));
    }
  }

  private void takeBack(Turn turn, Call held, RequestKey request, Optional<LineError> error) {
    if (error.isPresent() || held.over) {
      board.answers.fail(turn, request, error.orElse(LineError.INVALCALLSTATE));
      return;
    }
    keys.sequence(
        turn,
        held,
        KeyPress.Key.UNHOLD,
        (later, failure) -> board.answers.answer(later, request, failure));
  }
}
