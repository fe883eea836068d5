package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A call that rings at several phones of one user: one channel each, but one call to TAPI. One
 * channel stands for the call, the others ring beside it until one phone answers and the rest fall
 * silent. Source: docs/calls.md, "Several phones".
 */
final class Forks {
  private static final Duration SAME_TIME = Duration.ofSeconds(2);

  /** How long the other phones may take to fall silent after one has answered. */
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(3);

  /** What becomes of a leg that was a call of its own after all. */
  interface Strangers {
    void appear(Turn turn, Line line, ChannelEvent event);
  }

  private final Board board;
  private final Calls calls;
  private final Strangers strangers;

  Forks(Board board, Strangers strangers) {
    this.board = board;
    this.calls = board.calls;
    this.strangers = strangers;
  }

  /** Takes the first event of a channel if it is one more phone at which a call rings. */
  boolean join(Turn turn, Line line, ChannelEvent event) {
    if (event.outbound() || event.type() != ChannelEventType.RINGING || event.device().isEmpty()) {
      return false;
    }
    Optional<Call> same =
        line.calls.stream().filter(call -> isSame(call, event, turn.now())).findFirst();
    same.ifPresent(
        call -> {
          calls.fork(call, new Leg(event.channel(), event.device().get(), event));
          calls.show(turn, call);
        });
    return same.isPresent();
  }

  /** Same caller, same called party, same moment, another phone. */
  private static boolean isSame(Call call, ChannelEvent event, Instant now) {
    DeviceName device = event.device().orElse(null);
    return !call.outbound
        && CallStates.isRinging(call.state)
        && call.opening != null
        && call.hangup == null
        && !now.isAfter(call.begun.plus(SAME_TIME))
        && call.opening.source().equals(event.source())
        && call.opening.target().equals(event.target())
        && call.opening.from().equals(event.from())
        && call.device != null
        && !call.device.equals(device)
        && call.forks.stream().noneMatch(leg -> leg.device().equals(device));
  }

  /**
   * Takes an event of a call with several channels.
   *
   * @return whether that was all; else the event is one of the channel that stands for the call
   */
  boolean take(Turn turn, Call call, ChannelEvent event) {
    if (call.forks.isEmpty()) {
      return false;
    }
    boolean main = event.channel().equals(call.channel);
    if (isSilence(event)) {
      return fallSilent(turn, call, event, main);
    }
    if (main || !answers(call, event)) {
      return !main && noteFork(turn, call, event);
    }
    if (!CallStates.isRinging(call.state)) {
      calls.unfork(call, event.channel());
      strangers.appear(turn, call.line, event);
      return true;
    }
    calls.exchange(call, event.channel());
    return false;
  }

  private static boolean isSilence(ChannelEvent event) {
    return event.type() == ChannelEventType.HANGUP || event.type() == ChannelEventType.REDIRECT;
  }

  private static boolean answers(Call call, ChannelEvent event) {
    CallState state = CallStates.isTalking(call.state) ? CallState.OFFERING : call.state;
    return CallStates.after(state, event).stream().anyMatch(CallStates::isTalking);
  }

  /** One phone rings no more; the call rings on at another, unless it was answered. */
  private boolean fallSilent(Turn turn, Call call, ChannelEvent event, boolean main) {
    if (main && !CallStates.isRinging(call.state)) {
      return false;
    }
    calls.rememberHangup(event.channel(), call.callId, turn.now());
    if (main) {
      calls.exchange(call, call.forks.get(0).channel());
    }
    calls.unfork(call, event.channel());
    calls.show(turn, call);
    return true;
  }

  private boolean noteFork(Turn turn, Call call, ChannelEvent event) {
    calls.refork(call, event);
    if (CallStates.isRinging(call.state)) {
      call.parties.learn(event, false);
      calls.show(turn, call);
    }
    return true;
  }

  /** The call was answered: what rings on is another call. */
  void answered(Turn turn, Call call) {
    if (!call.forks.isEmpty() && call.release == null && CallStates.isTalking(call.state)) {
      call.release = board.deadlines.after(turn, SILENCE_LIMIT, later -> release(later, call));
    }
  }

  /** Lets the legs that still ring be calls of their own. */
  private void release(Turn turn, Call call) {
    call.release = null;
    for (Leg leg : new ArrayList<>(call.forks)) {
      calls.unfork(call, leg.channel());
      strangers.appear(turn, call.line, leg.latest());
    }
  }
}
