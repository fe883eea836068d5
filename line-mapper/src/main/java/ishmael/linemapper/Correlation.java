package ishmael.linemapper;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Matches calls that programs make with the channels that appear for them. Source:
 * docs/adr/003-outbound-correlation.md.
 */
final class Correlation {
  private final Board board;
  private final Reconciliation reconciliation;

  /** The extensions whose calls are being picked up. */
  private final Multiset<String> pickedUp = HashMultiset.create();

  Correlation(Board board, Reconciliation reconciliation) {
    this.board = board;
    this.reconciliation = reconciliation;
  }

  /** Sends the command of a call whose request waits, and expects its channel. */
  void expect(Turn turn, Expected expected, PhoneCommand command) {
    Call call = expected.call;
    call.expected = expected;
    call.memo = null;
    call.line.expected.add(expected);
    if (expected.kind == Expected.Kind.PICKUP) {
      pickedUp.add(expected.number);
    }
    openWindow(turn, expected);
    board.commands.send(turn, command, (later, outcome) -> outcome(later, expected, outcome));
  }

  void openWindow(Turn turn, Expected expected) {
    expected.window =
        board.deadlines.after(
            turn, board.options.answerLimit(), later -> windowClosed(later, expected));
  }

  private void outcome(Turn turn, Expected expected, CommandOutcome outcome) {
    if (outcome.taken()) {
      settle(turn, expected);
      return;
    }
    Call call = expected.call;
    if (expected.settled && call.channel != null && !isGuess(expected)) {
      return; // its channel is there, so the phone system did dial
    }
    if (isGuess(expected)) {
      letGo(turn, expected);
    }
    abandon(turn, expected, errorOf(outcome), outcome);
  }

  private void abandon(Turn turn, Expected expected, LineError error, CommandOutcome outcome) {
    remove(expected);
    Call call = expected.call;
    board.answers.fail(turn, expected.key, error);
    if (call.over) {
      return;
    }
    if (call.announced) {
      call.comment = outcome instanceof CommandOutcome.Failure no ? no.text() : call.comment;
      board.calls.end(
          turn,
          call,
          error == LineError.INVALADDRESS ? DisconnectMode.BADADDRESS : DisconnectMode.UNAVAIL);
    } else {
      board.calls.forget(call);
    }
  }

  /** A refusal that speaks of the number is about the number. */
  static LineError errorOf(CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Failure failure) {
      String text = failure.text().toLowerCase(Locale.ROOT);
      boolean aboutNumber =
          text.contains("number") || text.contains("target") || text.contains("extension");
      return aboutNumber ? LineError.INVALADDRESS : LineError.OPERATIONFAILED;
    }
    return Commands.errorOf(outcome);
  }

  private void windowClosed(Turn turn, Expected expected) {
    remove(expected);
    Call call = expected.call;
    if (call.over || call.channel != null) {
      return;
    }
    board.answers.fail(turn, expected.key, LineError.OPERATIONFAILED);
    if (call.announced) {
      board.calls.end(turn, call, DisconnectMode.UNAVAIL);
    } else {
      board.calls.forget(call);
    }
  }

  /** The request has succeeded: programs see the call from now on. */
  void settle(Turn turn, Expected expected) {
    if (!expected.settled) {
      expected.settled = true;
      board.answers.succeed(turn, expected.key);
      if (!expected.call.over) {
        expected.call.announced = true;
        if (expected.call.state == CallState.DIALTONE) {
          board.calls.enter(turn, expected.call, CallState.DIALING);
        }
        board.calls.show(turn, expected.call);
      }
    }
  }

  /** The program dropped the call before its channel was known. */
  void doom(Turn turn, Expected expected, RequestKey drop) {
    expected.doomed = true;
    if (!expected.settled) {
      expected.settled = true;
      expected.call.announced = true;
      board.answers.succeed(turn, expected.key);
    }
    board.answers.succeed(turn, drop);
    board.calls.end(turn, expected.call, DisconnectMode.NORMAL);
  }

  /**
   * Finds the call that a new channel belongs to.
   *
   * @return the call, bound to the channel, or nothing if nobody expected the channel
   */
  Optional<Call> claim(Turn turn, Line line, ChannelEvent event) {
    if (line.expected.isEmpty() && line.guesses.isEmpty()) {
      return Optional.empty();
    }
    return event.outbound() ? claimDialled(turn, line, event) : claimPickup(turn, line, event);
  }

  private Optional<Call> claimDialled(Turn turn, Line line, ChannelEvent event) {
    String number = event.target().number();
    Optional<Expected> sure =
        line.expected.stream().filter(dial(e -> Numbers.same(e.number, number))).findFirst();
    if (sure.isPresent()) {
      return Optional.of(bind(turn, sure.get(), event.channel()));
    }
    Optional<Expected> misled =
        line.guesses.stream()
            .filter(dial(e -> Numbers.same(e.number, number) && !isAnswered(e.call)))
            .findFirst();
    if (misled.isPresent()) {
      letGo(turn, misled.get());
      return Optional.of(bind(turn, misled.get(), event.channel()));
    }
    if (event.type() == ChannelEventType.HANGUP) {
      return Optional.empty();
    }
    return guess(line, number).map(e -> bindGuess(turn, e, event.channel()));
  }

  private static Predicate<Expected> dial(Predicate<Expected> condition) {
    return e -> e.kind == Expected.Kind.DIAL && condition.test(e);
  }

  private static boolean isAnswered(Call call) {
    return call.over || CallStates.isTalking(call.state);
  }

  /** The phone system may write a number quite differently: the most alike, else the oldest. */
  private static Optional<Expected> guess(Line line, String number) {
    return line.expected.stream()
        .filter(dial(e -> !e.doomed))
        .min(Comparator.comparingInt(e -> -Numbers.likeness(e.number, number)));
  }

  private Call bind(Turn turn, Expected expected, Channel channel) {
    remove(expected);
    if (expected.doomed) {
      return hangUpDoomed(turn, expected, channel);
    }
    board.calls.bind(expected.call, channel);
    settle(turn, expected);
    return expected.call;
  }

  private Call bindGuess(Turn turn, Expected expected, Channel channel) {
    Call call = bind(turn, expected, channel);
    expected.call.line.guesses.add(expected);
    openWindow(turn, expected);
    return call;
  }

  /** Follows the channel of a call that programs have dropped already, unseen, to its end. */
  private Call hangUpDoomed(Turn turn, Expected expected, Channel channel) {
    Line line = expected.call.line;
    boolean outbound = expected.call.outbound;
    CallId id = board.calls.freeId();
    Call call = board.calls.create(turn, id, line, outbound, CallState.DIALING);
    call.originated = true;
    board.calls.bind(call, channel);
    board.commands.send(
        turn,
        new PhoneCommand.Hangup(channel),
        (later, outcome) -> doomedOutcome(later, call, outcome));
    return call;
  }

  /** A call that could not be hung up is shown, so that somebody may try again. */
  private void doomedOutcome(Turn turn, Call call, CommandOutcome outcome) {
    if (!outcome.taken() && !Dropping.isGone(outcome) && !call.over) {
      call.announced = true;
      board.calls.show(turn, call);
    }
  }

  boolean isGuess(Expected expected) {
    return expected.call.line.guesses.contains(expected);
  }

  /**
   * Takes a wrongly claimed channel from a call; the channel becomes another's, or its own call.
   */
  private void letGo(Turn turn, Expected expected) {
    Call misled = expected.call;
    Line line = misled.line;
    Channel channel = misled.channel;
    line.guesses.remove(expected);
    if (channel == null || misled.over) {
      return;
    }
    board.calls.unbind(misled);
    Optional<Expected> next = guess(line, misled.parties.remote.number());
    Call heir = next.map(e -> bindGuess(turn, e, channel)).orElseGet(() -> own(turn, misled));
    if (next.isEmpty()) {
      board.calls.bind(heir, channel);
    }
    heir.parties.takeFrom(misled.parties);
    heir.device = misled.device;
    heir.internal = misled.internal;
    heir.comment = misled.comment;
    heir.held = misled.held;
    if (misled.hangup != null && misled.hangup.doubt == null) {
      misled.hangup = null; // it was sent to this channel, which ends by its own event
    }
    heir.enter(misled.state, misled.mode, misled.since);
    heir.announced = true;
    board.calls.show(turn, heir);
    reconciliation.heard(turn, heir);
  }

  private Call own(Turn turn, Call misled) {
    return board.calls.create(turn, board.calls.freeId(), misled.line, true, misled.state);
  }

  private Optional<Call> claimPickup(Turn turn, Line line, ChannelEvent event) {
    if (event.type() == ChannelEventType.HANGUP) {
      return Optional.empty();
    }
    return line.expected.stream()
        .filter(e -> e.kind == Expected.Kind.PICKUP && isPickupOf(e, event))
        .findFirst()
        .map(e -> bind(turn, e, event.channel()));
  }

  /** An ordinary call may ring at the same moment, so there must be a sign of the pickup. */
  private static boolean isPickupOf(Expected expected, ChannelEvent event) {
    String source = expected.source.number();
    return event.refChannel().isPresent()
        || event.type() != ChannelEventType.RINGING
        || event.target().number().equals(expected.number)
        || event.from().number().equals(expected.number)
        || (!source.isEmpty() && event.source().number().equals(source))
        || event.details().toLowerCase(Locale.ROOT).contains("pickup");
  }

  /** Says whether a program is taking a call from this extension right now. */
  boolean isPickedUp(String extension) {
    return pickedUp.contains(extension);
  }

  /** A line goes: what it expected is refused. */
  void abandonAll(Turn turn, Line line, LineError error) {
    List.copyOf(line.guesses).forEach(this::remove);
    for (Expected expected : List.copyOf(line.expected)) {
      remove(expected);
      board.answers.fail(turn, expected.key, error);
    }
  }

  private void remove(Expected expected) {
    Line line = expected.call.line;
    board.deadlines.cancel(expected.window);
    if (line.expected.remove(expected) && expected.kind == Expected.Kind.PICKUP) {
      pickedUp.remove(expected.number);
    }
    line.guesses.remove(expected);
    expected.call.expected = null;
    expected.call.memo = null;
  }
}
