package ishmael.linemapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes over the calls that a provider still shows after the gateway was restarted. */
final class Adoption {
  /** As many as all providers together may hand over. */
  private static final int MAX_PARKED = 4 * 4096;

  private final Board board;
  private final Correlation correlation;
  private final Reconciliation reconciliation;

  /** Calls handed over before the directory was known for the first time. */
  private final Map<CallId, CallView> parked = new LinkedHashMap<>();

  private boolean directoryKnown;

  Adoption(Board board, Correlation correlation, Reconciliation reconciliation) {
    this.board = board;
    this.correlation = correlation;
    this.reconciliation = reconciliation;
  }

  void adopt(Turn turn, Collection<CallView> held) {
    for (CallView view : held) {
      if (directoryKnown || parked.size() >= MAX_PARKED) {
        take(turn, view);
      } else {
        parked.putIfAbsent(view.id(), view);
      }
    }
  }

  void directoryKnown(Turn turn) {
    directoryKnown = true;
    List<CallView> all = new ArrayList<>(parked.values());
    parked.clear();
    all.forEach(view -> take(turn, view));
  }

  Collection<CallView> parked() {
    return parked.values();
  }

  private void take(Turn turn, CallView view) {
    if (board.calls.byId(view.id()).isPresent()) {
      return;
    }
    Optional<Line> line = board.line(view.line());
    Optional<MemoCodec.Content> memo = MemoCodec.decode(view.memo());
    if (line.isPresent() && memo.isPresent() && memo.get().callersKnown()) {
      board.callerIsKnown(line.get());
    }
    boolean lives = view.state() != CallState.IDLE && view.state() != CallState.DISCONNECTED;
    if (line.isEmpty() || memo.isEmpty() || !lives || board.calls.hasEnded(view.id())) {
      end(turn, view);
    } else if (memo.get().channel().isEmpty()) {
      takeDialled(turn, line.get(), view, memo.get());
    } else {
      takeChannel(turn, line.get(), view, memo.get());
    }
  }

  /** The command was sent, the channel had not appeared: it may still do so. */
  private void takeDialled(Turn turn, Line line, CallView view, MemoCodec.Content memo) {
    if (memo.dialled().isEmpty() || view.state() != CallState.DIALING || isFull(line)) {
      end(turn, view);
      return;
    }
    Call call = rebuild(turn, line, view, memo);
    call.parties.dialled(memo.dialled());
    RequestKey none = new RequestKey(0, 0);
    Expected expected = new Expected(Expected.Kind.DIAL, call, memo.dialled(), Party.NONE, none);
    expected.settled = true;
    call.expected = expected;
    line.expected.add(expected);
    correlation.openWindow(turn, expected);
    board.calls.show(turn, call);
  }

  private void takeChannel(Turn turn, Line line, CallView view, MemoCodec.Content memo) {
    Channel channel = new Channel(memo.channel());
    Call living = board.calls.byChannel(channel);
    if (living != null) {
      join(turn, line, living, view);
    } else if (isFull(line) || board.calls.hasEndedLately(channel, turn.now())) {
      end(turn, view);
    } else {
      Call call = rebuild(turn, line, view, memo);
      board.calls.bind(call, channel);
      board.calls.show(turn, call);
      reconciliation.doubt(turn, call);
    }
  }

  /** Events of the channel came first: the call keeps the id that the provider knows. */
  private void join(Turn turn, Line line, Call living, CallView view) {
    if (living.line != line || living.adopted || living.id.chosenByPeer()) {
      end(turn, view);
      return;
    }
    if (living.shown != null) {
      end(turn, living.shown);
    }
    board.calls.rename(living, view.id());
    living.adopted = true;
    living.originated = MemoCodec.decode(view.memo()).orElseThrow().originated();
    living.memo = null;
    board.calls.setTapiId(living, view.callId());
    board.calls.show(turn, living);
  }

  private boolean isFull(Line line) {
    return line.calls.size() >= board.options.maxCallsPerLine();
  }

  private Call rebuild(Turn turn, Line line, CallView view, MemoCodec.Content memo) {
    Call call = board.calls.create(turn, view.id(), line, memo.outbound(), view.state());
    call.enter(view.state(), view.mode(), view.since());
    call.adopted = true;
    call.announced = true;
    call.confirmed = false;
    call.originated = memo.originated();
    call.internal = memo.internal();
    call.device = memo.device().isEmpty() ? null : new DeviceName(memo.device());
    call.reason = view.reason();
    call.relatedCallId = view.relatedCallId();
    call.comment = view.comment();
    board.calls.setTapiId(call, view.callId());
    call.parties.caller = view.caller().party();
    call.parties.called = view.called().party();
    call.parties.remote = memo.outbound() ? view.connected().party() : Party.NONE;
    call.parties.redirection = view.redirection().party();
    call.parties.redirecting = view.redirecting().party();
    call.parties.details.adopt(view.details());
    return call;
  }

  private static void end(Turn turn, CallView view) {
    turn.add(
        new Effect.CallShown(
            new CallView(
                view.id(),
                view.line(),
                CallState.IDLE,
                0,
                Set.of(),
                view.origin(),
                view.reason(),
                view.callId(),
                view.relatedCallId(),
                turn.now(),
                view.caller(),
                view.called(),
                view.connected(),
                view.redirection(),
                view.redirecting(),
                view.comment(),
                Optional.empty(),
                view.details(),
                view.memo())));
  }
}
