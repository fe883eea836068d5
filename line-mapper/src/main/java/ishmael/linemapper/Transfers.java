package ishmael.linemapper;

import java.util.List;
import java.util.function.Consumer;

/**
 * Hands calls over to others: to a number without asking there, or by joining a held and an active
 * call. Source: docs/adr/018-transfer-and-conference-by-keys.md.
 */
final class Transfers implements CallWatcher {
  private final Board board;
  private final KeyPresses keys;

  Transfers(Board board, KeyPresses keys) {
    this.board = board;
    this.keys = keys;
  }

  /** Sends the other end of a conversation to a number. */
  void blind(Turn turn, Call call, String target, RequestKey request) {
    boolean fits = call.state == CallState.CONNECTED || call.state == CallState.ONHOLD;
    if (!fits || !canLeave(call)) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else {
      withNumber(turn, target, request, n -> send(turn, call, n, DisconnectMode.NORMAL, request));
    }
  }

  /** Sends a ringing call to a number; all phones at which it rings fall silent. */
  void redirect(Turn turn, Call call, String target, RequestKey request) {
    if (!CallStates.isRinging(call.state) || !canLeave(call)) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else {
      withNumber(
          turn, target, request, n -> send(turn, call, n, DisconnectMode.FORWARDED, request));
    }
  }

  private static boolean canLeave(Call call) {
    return call.channel != null && call.leaving == null && call.pressed == null;
  }

  private void withNumber(
      Turn turn, String target, RequestKey request, Consumer<String> useNumber) {
    DialString parsed = DialString.parse(target);
    if (parsed instanceof DialString.Rejected rejected) {
      board.answers.fail(turn, request, rejected.error());
    } else if (parsed instanceof DialString.Digits digits && !digits.moreToCome()) {
      useNumber.accept(digits.text());
    } else {
      board.answers.fail(turn, request, LineError.INVALADDRESS);
    }
  }

  private void send(Turn turn, Call call, String number, DisconnectMode end, RequestKey request) {
    Channel channel = call.channel;
    if (channel == null) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
      return;
    }
    call.leaving = end;
    board.commands.send(
        turn,
        new PhoneCommand.Transfer(channel, number),
        (later, outcome) -> {
          if (outcome.taken()) {
            board.answers.succeed(later, request);
            stayAfterLimit(later, call);
          } else {
            stay(later, call);
            board.answers.fail(later, request, Correlation.errorOf(outcome));
          }
        });
    board.calls.show(turn, call);
  }

  /** The phone system took the command, but the call goes on: it is as any other call again. */
  private void stayAfterLimit(Turn turn, Call call) {
    if (!call.over) {
      board.deadlines.cancel(call.stay);
      call.stay = board.deadlines.after(turn, board.options.keyLimit(), later -> stay(later, call));
    }
  }

  private void stay(Turn turn, Call call) {
    call.leaving = null;
    if (!call.over) {
      board.calls.show(turn, call);
    }
  }

  /** Says whether this call and another of its phone can be joined so that both leave it. */
  static boolean canComplete(Call call) {
    boolean byKey =
        PhoneCalls.partnerOf(call).isPresent() && PhoneCalls.can(call, Capability.TRANSFER);
    return byKey || canGiveUp(call);
  }

  /**
   * Says whether the consultation call has not been answered, so that it can be hung up and the
   * original be sent to its number instead.
   */
  private static boolean canGiveUp(Call call) {
    Consultation consultation = call.consultation;
    if (consultation == null || consultation.consult == null || consultation.giveUp != null) {
      return false;
    }
    Call consult = consultation.consult;
    return consultation.kind == Consultation.Kind.TRANSFER
        && PhoneCalls.isHeld(consultation.original)
        && PhoneCalls.isUnanswered(consult)
        && !consult.dialled.isEmpty()
        && consult.leaving == null
        && consult.hangup == null
        && consultation.original.leaving == null;
  }

  /** Joins the held and the active call of a phone. */
  void complete(Turn turn, Call call, Call consult, RequestKey request) {
    boolean joint = PhoneCalls.areJoint(call, consult) || PhoneCalls.areJoint(consult, call);
    Consultation consultation = call.consultation;
    if (joint && PhoneCalls.can(call, Capability.TRANSFER) && call.device != null) {
      byKey(turn, call, consult, call.device, request);
    } else if (consultation != null && consultation.consult == consult && canGiveUp(call)) {
      giveUp(turn, consultation, consult, request);
    } else {
      LineError error = joint ? LineError.OPERATIONUNAVAIL : LineError.INVALCALLSTATE;
      board.answers.fail(turn, request, error);
    }
  }

  private void byKey(Turn turn, Call call, Call consult, DeviceName device, RequestKey request) {
    List<Call> both = List.of(call, consult);
    both.forEach(one -> one.leaving = DisconnectMode.NORMAL);
    keys.joint(
        turn,
        KeyPress.Key.TRANSFER,
        device,
        both,
        (later, error) -> {
          both.forEach(
              error.isPresent() ? one -> stay(later, one) : one -> stayAfterLimit(later, one));
          board.answers.answer(later, request, error);
        });
    both.forEach(one -> board.calls.show(turn, one));
  }

  private void giveUp(Turn turn, Consultation consultation, Call consult, RequestKey request) {
    Channel channel = consult.channel;
    if (channel == null) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
      return;
    }
    Consultation.GiveUp wish = new Consultation.GiveUp(consult.dialled, request);
    consultation.giveUp = wish;
    consult.leaving = DisconnectMode.NORMAL;
    board.commands.send(
        turn,
        new PhoneCommand.Hangup(channel),
        (later, outcome) -> {
          if (outcome.taken()) {
            board.deadlines.after(
                later,
                board.options.keyLimit(),
                last -> notGivenUp(last, consultation, wish, LineError.OPERATIONFAILED));
          } else if (Dropping.isGone(outcome) && !consult.over) {
            board.calls.end(later, consult, DisconnectMode.NORMAL);
          } else {
            notGivenUp(later, consultation, wish, Commands.errorOf(outcome));
          }
        });
    board.calls.show(turn, consult);
  }

  private void notGivenUp(
      Turn turn, Consultation consultation, Consultation.GiveUp wish, LineError error) {
    Call consult = consultation.consult;
    if (wish.equals(consultation.giveUp) && consult != null) {
      consultation.giveUp = null;
      board.answers.fail(turn, wish.key(), error);
      stay(turn, consult);
    }
  }

  /** The consultation call was given up: the original goes where it went. */
  @Override
  public void ended(Turn turn, Call call) {
    Consultation consultation = call.consultation;
    if (consultation == null || consultation.giveUp == null) {
      return;
    }
    Consultation.GiveUp wish = consultation.giveUp;
    consultation.giveUp = null;
    if (consultation.waits(call)) {
      board.answers.fail(turn, wish.key(), LineError.INVALCALLSTATE);
    } else if (board.linkUp()) {
      send(turn, consultation.original, wish.number(), DisconnectMode.NORMAL, wish.key());
    } else {
      board.answers.fail(turn, wish.key(), LineError.RESOURCEUNAVAIL);
    }
  }

  /** A call that is handed over at the phone itself leaves as if a program had asked for it. */
  @Override
  public void heard(Turn turn, Call call, PhoneEvent.ChannelEvent event) {
    if (event.type() == PhoneEvent.ChannelEventType.TRANSFER
        && CallStates.isTalking(call.state)
        && call.leaving == null) {
      call.leaving = DisconnectMode.NORMAL;
      stayAfterLimit(turn, call);
    }
  }
}
