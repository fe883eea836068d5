package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the line and the call of each channel event. */
final class ChannelEvents {
  private final Board board;
  private final Calls calls;
  private final Ownership ownership;
  private final HeldBack heldBack;
  private final CallProgress progress;

  ChannelEvents(Board board, Correlation correlation, Reconciliation reconciliation) {
    this.board = board;
    this.calls = board.calls;
    this.ownership = new Ownership(board);
    this.heldBack = new HeldBack(board, ownership);
    this.progress = new CallProgress(board, correlation, reconciliation);
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
      board.counters.placed++;
      progress.go(turn, known, event);
    } else {
      if (known != null) {
        progress.leave(turn, known, event);
      }
      ofNew(turn, owner, event);
    }
    ownership.done(turn, event);
  }

  private void ofNew(Turn turn, UserName owner, ChannelEvent event) {
    Line line = board.lines.get(owner);
    if (line == null) {
      board.counters.ignored++;
    } else if (calls.hasEndedLately(event.channel(), turn.now())) {
      board.counters.droppedLate++;
    } else {
      board.counters.placed++;
      progress.appear(turn, line, event);
    }
  }
}
