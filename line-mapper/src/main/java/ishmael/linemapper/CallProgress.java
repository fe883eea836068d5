package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.List;
import java.util.Optional;

/** Opens a line's calls, moves them on and ends them, as the channel events tell. */
final class CallProgress {
  private final Board board;
  private final Calls calls;
  private final Correlation correlation;
  private final Reconciliation reconciliation;
  private final TwinLegs twins = new TwinLegs();
  private final Forks forks;

  CallProgress(Board board, Correlation correlation, Reconciliation reconciliation) {
    this.board = board;
    this.calls = board.calls;
    this.correlation = correlation;
    this.reconciliation = reconciliation;
    this.forks = new Forks(board, this::appear);
  }

  /** A further event of a call that is known. */
  void go(Turn turn, Call known, ChannelEvent event) {
    if (forks.take(turn, known, event)) {
      reconciliation.heard(turn, known);
    } else {
      update(turn, known, event);
      forks.answered(turn, known);
    }
  }

  /** The call was given to the user of its extension, but its phone is somebody else's. */
  void leave(Turn turn, Call call, ChannelEvent event) {
    boolean hangup = event.type() == ChannelEventType.HANGUP;
    boolean main = event.channel().equals(call.channel);
    if (!call.forks.isEmpty() && (CallStates.isRinging(call.state) || !main)) {
      if (main) {
        calls.exchange(call, call.forks.get(0).channel());
      }
      calls.unfork(call, event.channel());
      calls.show(turn, call);
      return;
    }
    calls.end(turn, call, hangup ? whyEnded(call, event) : DisconnectMode.FORWARDED);
  }

  /** The first event of a channel, or the first that we saw. */
  void appear(Turn turn, Line line, ChannelEvent event) {
    Optional<Call> claimed = correlation.claim(turn, line, event);
    if (claimed.isPresent()) {
      relate(claimed.get(), event);
      update(turn, claimed.get(), event);
      return;
    }
    if (forks.join(turn, line, event)) {
      return;
    }
    boolean over =
        event.type() == ChannelEventType.HANGUP
            || (event.type() == ChannelEventType.REDIRECT && !event.outbound());
    if (over) {
      return;
    }
    if (line.calls.size() >= board.options.maxCallsPerLine()) {
      board.counters.droppedCrowded++;
      return;
    }
    open(turn, line, event);
  }

  private void open(Turn turn, Line line, ChannelEvent event) {
    List<CallState> states = CallStates.after(null, event);
    Call call = calls.create(turn, calls.freeId(), line, event.outbound(), states.get(0));
    calls.bind(call, event.channel());
    call.opening = event;
    relate(call, event);
    call.reason = Reasons.of(event, board);
    learn(call, event);
    if (call.state == CallState.CONNECTED || call.state == CallState.ONHOLD) {
      call.since = event.busySince().filter(since -> since.isBefore(turn.now())).orElse(turn.now());
    }
    call.announced = true;
    calls.show(turn, call);
    states.stream().skip(1).forEach(state -> calls.enter(turn, call, state));
    reconciliation.heard(turn, call);
  }

  /** Says which other leg or call this one belongs to. */
  private void relate(Call call, ChannelEvent event) {
    Optional<Channel> ref = event.refChannel();
    Call other = ref.map(calls::byChannel).orElse(null);
    if (other != null && other.line == call.line) {
      call.relatedCallId = other.callId;
    } else {
      ref.flatMap(calls::tapiIdOf)
          .or(() -> twins.tapiIdFor(call, event))
          .ifPresent(id -> calls.setTapiId(call, id));
    }
  }

  private static void learn(Call call, ChannelEvent event) {
    call.parties.learn(event, CallStates.isTalking(call.state));
    learnHold(call, event.type());
    if (call.internal != event.internal()) {
      call.internal = event.internal();
      call.memo = null;
    }
    DeviceName device = event.device().orElse(call.device);
    if (device != null && !device.equals(call.device)) {
      call.device = device;
      call.memo = null;
    }
    String comment = CallViews.commentOf(event);
    call.comment = comment.isEmpty() ? call.comment : comment;
  }

  private static void learnHold(Call call, ChannelEventType type) {
    boolean before = call.held;
    switch (type) {
      case HOLD -> call.held = true;
      case BUSY, UNHOLD -> call.held = false;
      default -> {}
    }
    if (before != call.held) {
      call.memo = null;
    }
  }

  private void update(Turn turn, Call call, ChannelEvent event) {
    if (event.type() == ChannelEventType.HANGUP) {
      learn(call, event);
      hungUp(turn, call, event);
      return;
    }
    learn(call, event);
    if (event.type() == ChannelEventType.REDIRECT && CallStates.isRinging(call.state)) {
      calls.rememberHangup(event.channel(), call.callId, turn.now());
      calls.end(turn, call, DisconnectMode.FORWARDED);
      return;
    }
    if (event.type() == ChannelEventType.TRANSFER) {
      transferred(call, event);
    }
    List<CallState> states = statesAfter(call, event);
    KeyPress press = KeyPresses.released(call, !states.isEmpty());
    if (states.contains(CallState.CONNECTED)) {
      KeyPresses.talks(turn, call);
    }
    for (CallState state : states) {
      call.enter(state, CallStates.modeOf(state), turn.now());
      if (state == CallState.PROCEEDING) {
        calls.show(turn, call);
      }
    }
    KeyPresses.settle(turn, call, press);
    calls.heard(turn, call, event);
    calls.show(turn, call);
    reconciliation.heard(turn, call);
  }

  /** A call that waits while another is made to hand it over shows that. */
  private static List<CallState> statesAfter(Call call, ChannelEvent event) {
    Consultation consultation = call.consultation;
    boolean pends =
        consultation != null
            && consultation.waits(call)
            && consultation.kind == Consultation.Kind.TRANSFER;
    List<CallState> states = CallStates.after(call.state, event);
    return pends && states.contains(CallState.ONHOLD)
        ? List.of(CallState.ONHOLDPENDTRANSFER)
        : states;
  }

  /** The leg that a transfer refers to is the call that this one goes on with. */
  private void transferred(Call call, ChannelEvent event) {
    event
        .refChannel()
        .flatMap(calls::tapiIdOf)
        .filter(id -> id != call.callId)
        .ifPresent(id -> call.relatedCallId = id);
  }

  private void hungUp(Turn turn, Call call, ChannelEvent event) {
    calls.rememberHangup(event.channel(), call.callId, turn.now());
    DisconnectMode why = whyEnded(call, event);
    if (why == DisconnectMode.BUSY) {
      calls.enter(turn, call, CallState.BUSY);
    }
    calls.end(turn, call, why);
  }

  private DisconnectMode whyEnded(Call call, ChannelEvent event) {
    if (call.leaving != null) {
      return call.leaving;
    }
    if (CallStates.isTalking(call.state) || call.hangup != null) {
      return DisconnectMode.NORMAL;
    }
    if (call.outbound) {
      return DisconnectReasons.ofUnansweredOutbound(event.details()).orElse(DisconnectMode.NORMAL);
    }
    return DisconnectReasons.ofUnansweredInbound(event.details())
        .or(() -> event.refChannel().map(this::takenBy))
        .or(() -> isPickedUp(call) ? Optional.of(DisconnectMode.PICKUP) : Optional.empty())
        .orElse(DisconnectMode.NORMAL);
  }

  private boolean isPickedUp(Call call) {
    return call.line.user.extension().filter(e -> correlation.isPickedUp(e.value())).isPresent();
  }

  /** The call goes on at another channel: at a colleague who picked it up, or elsewhere. */
  private DisconnectMode takenBy(Channel channel) {
    Call other = calls.byChannel(channel);
    return other != null && !other.outbound ? DisconnectMode.PICKUP : DisconnectMode.FORWARDED;
  }
}
