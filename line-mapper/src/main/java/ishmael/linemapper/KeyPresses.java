package ishmael.linemapper;

import java.util.Optional;

/**
 * Presses keys at phones: off-hook answers, the hold key toggles. A key is pressed once; until its
 * event has come, the same wish is answered with the first and any other is refused.
 */
final class KeyPresses {
  private final Board board;

  KeyPresses(Board board) {
    this.board = board;
  }

  void press(Turn turn, Call call, KeyPress.Key key, RequestKey request) {
    KeyPress before = call.pressed;
    if (before != null && before.key == key) {
      join(turn, before, request);
    } else if (before != null || !fits(call, key)) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else {
      Capability needed = key == KeyPress.Key.ANSWER ? Capability.OFFHOOK : Capability.HOLD;
      Optional<DeviceName> device = CallViews.deviceFor(call, needed);
      if (device.isEmpty()) {
        board.answers.fail(turn, request, LineError.OPERATIONUNAVAIL);
      } else if (key == KeyPress.Key.ANSWER && isPressed(call, device.get())) {
        board.answers.fail(turn, request, LineError.INUSE);
      } else if (isTaken(call, key, device.get())) {
        board.answers.fail(turn, request, LineError.INVALCALLSTATE);
      } else {
        send(turn, call, new KeyPress(key, device.get()), request);
      }
    }
  }

  private void join(Turn turn, KeyPress before, RequestKey request) {
    if (before.taken) {
      board.answers.succeed(turn, request);
    } else {
      before.waiting.add(request);
    }
  }

  private static boolean fits(Call call, KeyPress.Key key) {
    return switch (key) {
      case ANSWER -> CallStates.isRinging(call.state);
      case HOLD -> call.state == CallState.CONNECTED;
      case UNHOLD -> call.state == CallState.ONHOLD;
    };
  }

  /** Off-hook acts on the phone: not while it is under way there for another call. */
  private static boolean isPressed(Call call, DeviceName device) {
    return call.line.calls.stream()
        .filter(other -> other != call)
        .map(other -> other.pressed)
        .anyMatch(press -> press != null && press.device.equals(device));
  }

  /**
   * A call talks now: if a key was pressed at its phone for another call to talk, the phone has
   * chosen otherwise, and the key may be pressed again.
   */
  static void talks(Call call) {
    for (Call other : call.line.calls) {
      KeyPress press = other.pressed;
      if (other != call
          && press != null
          && press.key != KeyPress.Key.HOLD
          && press.device.equals(call.device)) {
        other.pressed = null;
      }
    }
  }

  /** The hold key acts on the phone: not while another of its calls is talking or in transition. */
  private static boolean isTaken(Call call, KeyPress.Key key, DeviceName device) {
    if (key == KeyPress.Key.ANSWER) {
      return false;
    }
    for (Call other : call.line.calls) {
      KeyPress pressed = other.pressed;
      boolean inTransition = pressed != null && pressed.device.equals(device);
      boolean talks = other.state == CallState.CONNECTED && device.equals(other.device);
      if (other != call && (inTransition || talks)) {
        return true;
      }
    }
    return false;
  }

  private void send(Turn turn, Call call, KeyPress press, RequestKey request) {
    call.pressed = press;
    press.waiting.add(request);
    PhoneCommand command =
        press.key == KeyPress.Key.ANSWER
            ? new PhoneCommand.Offhook(press.device)
            : new PhoneCommand.Hold(press.device);
    board.commands.send(turn, command, (later, outcome) -> outcome(later, call, press, outcome));
  }

  private void outcome(Turn turn, Call call, KeyPress press, CommandOutcome outcome) {
    press.taken = outcome.taken();
    for (RequestKey request : press.waiting) {
      if (press.taken) {
        board.answers.succeed(turn, request);
      } else {
        board.answers.fail(turn, request, Commands.errorOf(outcome));
      }
    }
    press.waiting.clear();
    if (press.taken) {
      board.deadlines.after(turn, board.options.keyLimit(), later -> release(call, press));
    } else {
      release(call, press);
    }
  }

  /** The key counts as not pressed if its event never came. */
  private static void release(Call call, KeyPress press) {
    if (call.pressed == press) {
      call.pressed = null;
    }
  }
}
