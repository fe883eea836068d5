package ishmael.linemapper;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Presses keys at phones: off-hook answers, the hold key toggles. A key is pressed once; until its
 * event has come, the same wish is answered with the first and any other is refused.
 */
final class KeyPresses {
  /** No request waits for the key itself. */
  private static final RequestKey NOBODY = new RequestKey(0, 0);

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

  /**
   * Presses the hold key and goes on when the call stands as it shall, or never will: the key was
   * not taken, its event did not come in time, the phone has chosen another call, the call ended.
   */
  void sequence(
      Turn turn, Call call, KeyPress.Key key, BiConsumer<Turn, Optional<LineError>> then) {
    Optional<DeviceName> device = CallViews.deviceFor(call, Capability.HOLD);
    if (device.isEmpty()) {
      then.accept(turn, Optional.of(LineError.OPERATIONUNAVAIL));
    } else if (call.pressed != null || isTaken(call, key, device.get())) {
      then.accept(turn, Optional.of(LineError.INVALCALLSTATE));
    } else {
      send(turn, call, new KeyPress(key, device.get()).then(then), NOBODY);
    }
  }

  /**
   * Presses a key that joins two calls of a phone.
   *
   * @param then goes on when the phone system took the command, or with an error
   */
  void joint(
      Turn turn,
      KeyPress.Key key,
      DeviceName device,
      List<Call> both,
      BiConsumer<Turn, Optional<LineError>> then) {
    Call any = both.get(0);
    if (any.line.calls.stream().anyMatch(call -> isAt(call.pressed, device))) {
      then.accept(turn, Optional.of(LineError.INVALCALLSTATE));
      return;
    }
    KeyPress press = new KeyPress(key, device);
    both.forEach(call -> call.pressed = press);
    PhoneCommand command =
        key == KeyPress.Key.TRANSFER
            ? new PhoneCommand.TransferKey(device)
            : new PhoneCommand.ConferenceKey(device);
    board.commands.send(
        turn,
        command,
        (later, outcome) -> {
          both.forEach(call -> release(call, press));
          then.accept(
              later, outcome.taken() ? Optional.empty() : Optional.of(Commands.errorOf(outcome)));
        });
  }

  private static boolean isAt(@Nullable KeyPress press, DeviceName device) {
    return press != null && press.device.equals(device);
  }

  /** Returns the key that an event released, because it moved the call. */
  static @Nullable KeyPress released(Call call, boolean moved) {
    KeyPress press = call.pressed;
    if (press != null && (moved || press.isFulfilled(call))) {
      call.pressed = null;
      return press;
    }
    return null;
  }

  /** What waited for a released key goes on. */
  static void settle(Turn turn, Call call, @Nullable KeyPress press) {
    if (press != null) {
      press.goOn(
          turn,
          press.isFulfilled(call) ? Optional.empty() : Optional.of(LineError.OPERATIONFAILED));
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
      case UNHOLD -> call.state == CallState.ONHOLD || call.state == CallState.ONHOLDPENDTRANSFER;
      case TRANSFER, CONFERENCE -> false;
    };
  }

  /** A key acts on the phone: not while one is under way there for another call. */
  private static boolean isPressed(Call call, DeviceName device) {
    return call.line.calls.stream().anyMatch(other -> other != call && isAt(other.pressed, device));
  }

  /**
   * A call talks now: if a key was pressed at its phone for another call to talk, the phone has
   * chosen otherwise, and the key may be pressed again.
   */
  static void talks(Turn turn, Call call) {
    for (Call other : List.copyOf(call.line.calls)) {
      KeyPress press = other.pressed;
      if (other != call
          && press != null
          && (press.key == KeyPress.Key.ANSWER || press.key == KeyPress.Key.UNHOLD)
          && press.device.equals(call.device)) {
        other.pressed = null;
        press.goOn(turn, Optional.of(LineError.OPERATIONFAILED));
      }
    }
  }

  /** The hold key acts on the phone: not while another of its calls is talking or in transition. */
  private static boolean isTaken(Call call, KeyPress.Key key, DeviceName device) {
    if (key == KeyPress.Key.ANSWER) {
      return false;
    }
    return isPressed(call, device) || PhoneCalls.othersTalk(call, device);
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
      board.deadlines.after(turn, board.options.keyLimit(), later -> giveUp(later, call, press));
    } else {
      release(call, press);
      press.goOn(turn, Optional.of(Commands.errorOf(outcome)));
    }
  }

  private static void giveUp(Turn turn, Call call, KeyPress press) {
    release(call, press);
    press.goOn(turn, Optional.of(LineError.OPERATIONFAILED));
  }

  /** The key counts as not pressed if its event never came. */
  private static void release(Call call, KeyPress press) {
    if (call.pressed == press) {
      call.pressed = null;
    }
  }
}
