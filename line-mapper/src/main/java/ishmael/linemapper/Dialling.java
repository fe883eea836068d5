package ishmael.linemapper;

import java.time.Duration;
import java.util.Optional;

/** Makes calls: at once, or digit by digit. */
final class Dialling {
  /** How long a program may wait with the next digits. */
  private static final Duration COLLECT_LIMIT = Duration.ofSeconds(60);

  private final Board board;
  private final Correlation correlation;
  private final Reconciliation reconciliation;

  Dialling(Board board, Correlation correlation, Reconciliation reconciliation) {
    this.board = board;
    this.correlation = correlation;
    this.reconciliation = reconciliation;
  }

  void makeCall(Turn turn, Line line, LineRequest.MakeCall request) {
    RequestKey key = request.header().key();
    Optional<LineError> obstacle = obstacle(line, request.call());
    if (obstacle.isPresent()) {
      board.answers.fail(turn, key, obstacle.get());
      return;
    }
    DialString parsed = DialString.parse(request.target());
    if (parsed instanceof DialString.Rejected rejected) {
      board.answers.fail(turn, key, rejected.error());
    } else if (parsed instanceof DialString.Digits digits && !digits.moreToCome()) {
      Call call = create(turn, line, request.call(), CallState.DIALING);
      send(turn, call, digits.text(), key);
    } else {
      String begun = parsed instanceof DialString.Digits digits ? digits.text() : "";
      boolean tone = parsed instanceof DialString.Empty;
      CallState state = tone ? CallState.DIALTONE : CallState.DIALING;
      collect(turn, create(turn, line, request.call(), state), begun, key);
    }
  }

  /** Says what speaks against one more call with this id. */
  Optional<LineError> obstacle(Line line, CallId id) {
    if (board.calls.byId(id).isPresent() || board.calls.hasEnded(id) || !id.chosenByPeer()) {
      return Optional.of(LineError.INVALCALLHANDLE);
    }
    if (!LineViews.canDial(line)) {
      return Optional.of(LineError.OPERATIONUNAVAIL);
    }
    boolean full = line.calls.size() >= board.options.maxCallsPerLine();
    return full ? Optional.of(LineError.CALLUNAVAIL) : Optional.empty();
  }

  private Call create(Turn turn, Line line, CallId id, CallState state) {
    Call call = board.calls.create(turn, id, line, true, state);
    call.originated = true;
    call.parties.caller = line.party();
    return call;
  }

  private void collect(Turn turn, Call call, String digits, RequestKey key) {
    call.collected = new StringBuilder(digits);
    call.announced = true;
    board.answers.succeed(turn, key);
    board.calls.show(turn, call);
    reconciliation.endAfter(turn, call, COLLECT_LIMIT, DisconnectMode.UNAVAIL);
  }

  private void send(Turn turn, Call call, String number, RequestKey key) {
    call.parties.dialled(number);
    Expected expected = new Expected(Expected.Kind.DIAL, call, number, Party.NONE, key);
    correlation.expect(turn, expected, new PhoneCommand.Dial(call.line.user.name(), number));
  }

  void dial(Turn turn, Call call, LineRequest.Dial request) {
    RequestKey key = request.header().key();
    StringBuilder collected = call.collected;
    if (collected == null) {
      board.answers.fail(turn, key, LineError.INVALCALLSTATE);
      return;
    }
    DialString parsed = DialString.parseNext(collected, request.target());
    if (parsed instanceof DialString.Rejected rejected) {
      board.answers.fail(turn, key, rejected.error());
    } else if (parsed instanceof DialString.Digits digits) {
      append(turn, call, collected, digits, key);
    } else {
      finish(turn, call, collected, key);
    }
  }

  /** Takes the number as it is with the digits that were dialled last. */
  private void append(
      Turn turn, Call call, StringBuilder collected, DialString.Digits digits, RequestKey key) {
    collected.replace(0, collected.length(), digits.text());
    if (!digits.moreToCome()) {
      finish(turn, call, collected, key);
      return;
    }
    board.answers.succeed(turn, key);
    if (call.state == CallState.DIALTONE) {
      board.calls.enter(turn, call, CallState.DIALING);
    }
    reconciliation.endAfter(turn, call, COLLECT_LIMIT, DisconnectMode.UNAVAIL);
  }

  private void finish(Turn turn, Call call, StringBuilder collected, RequestKey key) {
    if (collected.isEmpty()) {
      board.answers.fail(turn, key, LineError.INVALADDRESS);
      return;
    }
    call.collected = null;
    board.deadlines.cancel(call.watch);
    send(turn, call, collected.toString(), key);
    board.calls.show(turn, call);
  }
}
