package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.PhoneState;
import java.time.Duration;
import java.util.List;

/** Ends calls that the phone system does not have any more though no hang-up was seen. */
final class Reconciliation {
  private final Board board;

  Reconciliation(Board board) {
    this.board = board;
  }

  /** An event of the call came: it lives. */
  void heard(Turn turn, Call call) {
    call.confirmed = true;
    board.deadlines.cancel(call.watch);
    call.watch = null;
    if (call.over) {
      return;
    }
    if (!CallStates.isTalking(call.state)) {
      endAfter(turn, call, board.options.ringLimit(), DisconnectMode.NOANSWER);
    } else if (call.suspect) {
      endAfter(turn, call, board.options.quietLimit(), DisconnectMode.UNKNOWN);
    }
  }

  /** The presence of the user's phones was told. */
  void presence(Turn turn, UserName user, PhoneState state) {
    board.presences.put(user, state);
    for (Call call : board.calls.all()) {
      if (isTalking(call) && carrierOf(call, board.directory).equals(user)) {
        judge(turn, call, state);
      }
    }
  }

  private static boolean isTalking(Call call) {
    return call.channel != null && CallStates.isTalking(call.state);
  }

  /** The user whose presence speaks of the call: who has its phone now. */
  private static UserName carrierOf(Call call, Directory directory) {
    UserName own = call.line.user.name();
    return call.device == null ? own : directory.ownerOf(call.device).orElse(own);
  }

  /** A phone that moved in mid call: what its former user's presence says means nothing. */
  void directoryRead(Turn turn, Directory before) {
    for (Call call : board.calls.all()) {
      if (isTalking(call) && !carrierOf(call, before).equals(carrierOf(call, board.directory))) {
        call.suspect = false;
        board.deadlines.cancel(call.watch);
        call.watch = null;
        doubt(turn, call);
      }
    }
  }

  private void judge(Turn turn, Call call, PhoneState state) {
    call.suspect = state != PhoneState.IN_CALL;
    if (!call.suspect) {
      call.confirmed = true;
      board.deadlines.cancel(call.watch);
      call.watch = null;
    } else if (call.confirmed) {
      endAfter(turn, call, board.options.quietLimit(), DisconnectMode.UNKNOWN);
    } else if (board.linkUp()) {
      end(turn, call, DisconnectMode.UNKNOWN);
    }
  }

  /** Nothing is known of any call until the link is up again. */
  void linkLost() {
    board.presences.clear();
    for (Call call : board.calls.all()) {
      call.confirmed = false;
      call.suspect = false;
      if (call.channel != null) {
        board.deadlines.cancel(call.watch);
        call.watch = null;
      }
    }
  }

  /** The link is up: calls from before must be vouched for, or end. */
  void linkUp(Turn turn) {
    List<Call> all = board.calls.all();
    all.forEach(call -> doubt(turn, call));
  }

  /** Waits for a sign of life of a call from before a link loss or a restart. */
  void doubt(Turn turn, Call call) {
    if (call.confirmed || call.channel == null || !board.linkUp()) {
      return;
    }
    PhoneState presence = board.presences.get(carrierOf(call, board.directory));
    if (!CallStates.isTalking(call.state)) {
      endAfter(turn, call, board.options.ringingLimit(), DisconnectMode.UNKNOWN);
    } else if (presence == null) {
      endAfter(turn, call, board.options.presenceLimit(), DisconnectMode.UNKNOWN);
    } else {
      judge(turn, call, presence);
    }
  }

  void endAfter(Turn turn, Call call, Duration limit, DisconnectMode why) {
    board.deadlines.cancel(call.watch);
    call.watch = board.deadlines.after(turn, limit, later -> end(later, call, why));
  }

  private void end(Turn turn, Call call, DisconnectMode why) {
    if (!call.over) {
      board.counters.reconciled++;
      board.calls.end(turn, call, why);
    }
  }
}
