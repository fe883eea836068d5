package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the line and the call of each channel event and moves the call on. */
final class ChannelEvents {
  private final Board board;
  private final Calls calls;
  private final Correlation correlation;
  private final Reconciliation reconciliation;
  private final Ownership ownership;
  private final HeldBack heldBack;
  private final TwinLegs twins = new TwinLegs();
  private final Forks forks;

  ChannelEvents(Board board, Correlation correlation, Reconciliation reconciliation) {
    this.board = board;
    this.calls = board.calls;
    this.correlation = correlation;
    this.reconciliation = reconciliation;
    this.ownership = new Ownership(board);
    this.heldBack = new HeldBack(board, ownership);
    this.forks = new Forks(board, this::appear);
  }

  void accept(Turn turn, ChannelEvent told) {
    ChannelEvent event = ownership.spelled(told);
    if (ownership.isLate(turn, event.channel())) {
      board.counters.droppedLate++;
      return;
    }
    Optional<UserName> owner = ownership.of(turn, event);
    if (owner.isEmpty()) {
      heldBack.hold(turn, event);
      return;
    }
    for (ChannelEvent earlier : takeHeldBack(event.channel())) {
      deliver(turn, owner.get(), ownership.spelled(earlier));
    }
    deliver(turn, owner.get(), event);
    if (ownership.isStrange(event)) {
      heldBack.askForPhone(turn, event);
    }
  }

  private List<ChannelEvent> takeHeldBack(Channel channel) {
    return heldBack.holds(channel) ? heldBack.take(Set.of(channel)) : List.of();
  }

  /** The directory was refreshed: whose are the events that waited for it? */
  void replay(Turn turn) {
    Map<Channel, UserName> owners = new HashMap<>();
    for (ChannelEvent event : heldBack.all()) {
      ownership
          .of(turn, ownership.spelled(event))
          .ifPresent(owner -> owners.put(event.channel(), owner));
    }
    for (ChannelEvent event : heldBack.take(owners.keySet())) {
      UserName owner = owners.get(event.channel());
      if (owner != null) {
        deliver(turn, owner, ownership.spelled(event));
      }
    }
  }

  /** Phones have a new user; who that is the directory will say. */
  void moved(Turn turn, Collection<DeviceName> told) {
    List<DeviceName> phones = told.stream().map(board.directory::spelled).toList();
    board.moving.moved(turn, board.directory, phones, board.counters.events);
    heldBack.moved(phones);
  }

  void linkLost() {
    heldBack.linkLost();
    ownership.forgetHangups();
    calls.forgetHangups();
  }

  private void deliver(Turn turn, UserName owner, ChannelEvent event) {
    if (ownership.isLate(turn, event.channel())) {
      board.counters.droppedLate++;
      return;
    }
    Call known = calls.byChannel(event.channel());
    if (known != null && known.line.user.name().equals(owner)) {
      ofKnown(turn, known, event);
    } else {
      if (known != null) {
        leave(turn, known, event);
      }
      ofNew(turn, owner, event);
    }
    ownership.done(turn, event);
  }

  private void ofKnown(Turn turn, Call known, ChannelEvent event) {
    board.counters.placed++;
    if (forks.take(turn, known, event)) {
      reconciliation.heard(turn, known);
    } else {
      update(turn, known, event);
      forks.answered(turn, known);
    }
  }

  private void ofNew(Turn turn, UserName owner, ChannelEvent event) {
    Line line = board.lines.get(owner);
    if (line == null) {
      board.counters.ignored++;
    } else if (calls.hasEndedLately(event.channel(), turn.now())) {
      board.counters.droppedLate++;
    } else {
      board.counters.placed++;
      appear(turn, line, event);
    }
  }

  /** The call was given to the user of its extension, but its phone is somebody else's. */
  private void leave(Turn turn, Call call, ChannelEvent event) {
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
  private void appear(Turn turn, Line line, ChannelEvent event) {
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
    List<CallState> states = CallStates.after(call.state, event);
    if (!states.isEmpty()) {
      call.pressed = null;
    }
    if (states.contains(CallState.CONNECTED)) {
      KeyPresses.talks(call);
    }
    states.forEach(state -> calls.enter(turn, call, state));
    calls.show(turn, call);
    reconciliation.heard(turn, call);
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
