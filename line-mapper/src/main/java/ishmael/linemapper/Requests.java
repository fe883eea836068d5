package ishmael.linemapper;

import java.util.Optional;

/** What programs ask of lines and calls: checks each request and hands it to its part. */
final class Requests {
  private final Board board;
  private final Dialling dialling;
  private final Pickups pickups;
  private final KeyPresses keys;
  private final Dropping dropping;
  private final Handovers handovers;

  Requests(Board board, Dialling dialling, Pickups pickups, Dropping dropping) {
    this.board = board;
    this.dialling = dialling;
    this.pickups = pickups;
    this.keys = new KeyPresses(board);
    this.dropping = dropping;
    this.handovers = new Handovers(board, keys, dialling, dropping);
  }

  void accept(Turn turn, LineRequest request) {
    LineRequest.Header header = request.header();
    if (!board.answers.open(header.key())) {
      return; // the same request again: the first is answered
    }
    Optional<Line> line = board.line(header.line());
    if (line.isEmpty()) {
      board.answers.fail(turn, header.key(), LineError.NODEVICE);
      return;
    }
    if (header.caller() instanceof Caller.Known) {
      board.callerIsKnown(line.get());
    }
    if (isNotice(request)) {
      notice(turn, line.get(), request);
    } else if (request instanceof LineRequest.Drop drop) {
      drop(turn, line.get(), drop);
    } else if (!board.viewOf(line.get()).inService()) {
      board.answers.fail(turn, header.key(), LineError.RESOURCEUNAVAIL);
    } else if (request instanceof LineRequest.MakeCall make) {
      dialling.makeCall(turn, line.get(), make);
    } else if (request instanceof LineRequest.Pickup pickup) {
      pickups.pickUp(turn, line.get(), pickup);
    } else {
      ofCall(turn, line.get(), (LineRequest.OfCall) request);
    }
  }

  private static boolean isNotice(LineRequest request) {
    return request instanceof LineRequest.CloseCall
        || request instanceof LineRequest.OpenLine
        || request instanceof LineRequest.CloseLine;
  }

  private void notice(Turn turn, Line line, LineRequest request) {
    long peer = request.header().key().peer();
    if (request instanceof LineRequest.CloseCall close) {
      find(line, close.call()).ifPresent(call -> dropping.close(turn, call, peer));
    } else if (request instanceof LineRequest.CloseLine) {
      dropping.closeLine(turn, line, peer);
    }
    board.answers.succeed(turn, request.header().key());
  }

  private void drop(Turn turn, Line line, LineRequest.Drop drop) {
    RequestKey key = drop.header().key();
    Optional<Call> call = find(line, drop.call());
    if (call.isPresent()) {
      dropping.drop(turn, call.get(), drop.header());
    } else if (board.calls.hasEnded(drop.call())) {
      board.answers.succeed(turn, key);
    } else {
      board.answers.fail(turn, key, LineError.INVALCALLHANDLE);
    }
  }

  private void ofCall(Turn turn, Line line, LineRequest.OfCall request) {
    RequestKey key = request.header().key();
    Optional<Call> found = find(line, request.call()).filter(Call::visible);
    if (found.isEmpty()) {
      board.answers.fail(turn, key, LineError.INVALCALLHANDLE);
      return;
    }
    Call call = found.get();
    if (handovers.accept(turn, call, request)) {
      return;
    }
    if (call.isConference()) {
      board.answers.fail(turn, key, LineError.INVALCALLSTATE);
    } else if (request instanceof LineRequest.Dial dial) {
      dialling.dial(turn, call, dial);
    } else if (request instanceof LineRequest.Accept) {
      accept(turn, call, key);
    } else if (request instanceof LineRequest.Answer) {
      keys.press(turn, call, KeyPress.Key.ANSWER, key);
    } else if (request instanceof LineRequest.Hold) {
      keys.press(turn, call, KeyPress.Key.HOLD, key);
    } else {
      keys.press(turn, call, KeyPress.Key.UNHOLD, key);
    }
  }

  private Optional<Call> find(Line line, CallId id) {
    return board.calls.byId(id).filter(call -> call.line == line);
  }

  private void accept(Turn turn, Call call, RequestKey key) {
    if (call.state != CallState.OFFERING) {
      board.answers.fail(turn, key, LineError.INVALCALLSTATE);
      return;
    }
    board.answers.succeed(turn, key);
    board.calls.enter(turn, call, CallState.ACCEPTED);
  }
}
