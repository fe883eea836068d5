package ishmael.linemapper;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Ends calls that programs drop, and hears which they close.
 *
 * <p>A hang-up must be meant: the telephony service drops and closes the calls of a program that
 * exits, and that must not end a conversation that a person holds at the phone. So a drop that no
 * program is known to have asked for, of a call that no program made, waits a moment for what
 * unmasks it: the close of the call, or, where Windows never tells who asks, the close of the line.
 * Source: TAPI, "Unowned Calls"; docs/adr/005-hang-ups-that-are-meant.md.
 */
final class Dropping {
  private final Board board;
  private final Correlation correlation;

  /** Told when a conference could not be dropped as a whole. */
  private BiConsumer<Turn, Conference> conferenceStays = (turn, conference) -> {};

  Dropping(Board board, Correlation correlation) {
    this.board = board;
    this.correlation = correlation;
  }

  void onConferenceStays(BiConsumer<Turn, Conference> listener) {
    conferenceStays = listener;
  }

  void drop(Turn turn, Call call, LineRequest.Header header) {
    RequestKey key = header.key();
    Expected expected = call.expected;
    boolean meant = call.originated || header.caller() instanceof Caller.Known;
    if (call.isConference()) {
      dropConference(turn, call, header);
    } else if (call.channel == null && expected != null) {
      correlation.doom(turn, expected, key);
    } else if (call.channel == null) {
      board.answers.succeed(turn, key);
      board.calls.end(turn, call, DisconnectMode.NORMAL);
    } else if (!board.linkUp()) {
      board.answers.fail(turn, key, LineError.RESOURCEUNAVAIL);
    } else {
      dropChannel(turn, call, key, meant);
    }
  }

  private void dropChannel(Turn turn, Call call, RequestKey key, boolean meant) {
    Hangup hangup = call.hangup;
    boolean first = hangup == null;
    if (hangup == null) {
      hangup = new Hangup(key.peer());
      call.hangup = hangup;
    }
    hangup.waiting.add(key);
    if (hangup.taken) {
      hangup.succeed(turn, board.answers);
    } else if (first && !meant) {
      hangup.doubt =
          board.deadlines.after(turn, board.options.dropDelay(), later -> send(later, call));
    } else if (first || (meant && hangup.doubt != null)) {
      send(turn, call);
    }
  }

  /** All parties are hung up; it is meant at once if a program made all of them. */
  private void dropConference(Turn turn, Call call, LineRequest.Header header) {
    Conference conference = call.conference;
    if (!board.linkUp() || conference == null) {
      board.answers.fail(turn, header.key(), LineError.RESOURCEUNAVAIL);
      return;
    }
    boolean made = conference.legs.stream().allMatch(leg -> leg.originated);
    dropChannel(turn, call, header.key(), made || header.caller() instanceof Caller.Known);
  }

  private void hangUpLegs(Turn turn, Conference conference, Hangup hangup) {
    List<Call> legs = List.copyOf(conference.legs);
    hangup.open = legs.size();
    for (Call leg : legs) {
      boolean sent = leg.hangup != null && leg.hangup.doubt == null;
      Hangup own = leg.hangup == null ? new Hangup(hangup.peer) : leg.hangup;
      leg.hangup = own;
      own.whenKnown(turn, (later, error) -> legDropped(later, conference, hangup, error));
      if (!sent) {
        send(turn, leg);
      }
    }
  }

  private void legDropped(
      Turn turn, Conference conference, Hangup hangup, Optional<LineError> error) {
    hangup.open--;
    if (error.isPresent()) {
      hangup.fail(turn, board.answers, error.get());
      if (conference.call.hangup == hangup) { // else it has been dropped again meanwhile
        conference.call.hangup = null;
      }
      conferenceStays.accept(turn, conference);
    } else if (hangup.open == 0) {
      hangup.taken = true;
      hangup.succeed(turn, board.answers);
    }
  }

  private void send(Turn turn, Call call) {
    Hangup hangup = call.hangup;
    Conference conference = call.conference;
    if (hangup != null && conference != null && conference.standsFor(call)) {
      board.deadlines.cancel(hangup.doubt);
      hangup.doubt = null;
      hangUpLegs(turn, conference, hangup);
      return;
    }
    Channel channel = call.channel;
    if (hangup == null || channel == null) {
      return;
    }
    board.deadlines.cancel(hangup.doubt);
    hangup.doubt = null;
    if (board.linkUp()) {
      board.commands.send(
          turn,
          new PhoneCommand.Hangup(channel),
          (later, outcome) -> outcome(later, call, hangup, outcome));
      call.forks.forEach(leg -> hangUp(turn, leg.channel()));
    } else {
      giveUp(turn, call, hangup, LineError.RESOURCEUNAVAIL);
    }
  }

  /** At the other phones where it rings: one that rings on keeps the call alive. */
  private void hangUp(Turn turn, Channel channel) {
    board.commands.send(turn, new PhoneCommand.Hangup(channel), (later, outcome) -> {});
  }

  private void giveUp(Turn turn, Call call, Hangup hangup, LineError error) {
    hangup.fail(turn, board.answers, error);
    call.hangup = null;
  }

  private void outcome(Turn turn, Call call, Hangup hangup, CommandOutcome outcome) {
    if (call.over) {
      hangup.succeed(turn, board.answers);
    } else if (call.hangup != hangup) {
      movedOn(turn, hangup, outcome);
    } else if (outcome.taken()) {
      hangup.taken = true;
      hangup.succeed(turn, board.answers);
      board.deadlines.after(
          turn, board.options.keyLimit(), later -> endUnheard(later, call, hangup));
    } else if (isGone(outcome)) {
      hangup.succeed(turn, board.answers);
      board.calls.end(turn, call, DisconnectMode.NORMAL);
    } else {
      giveUp(turn, call, hangup, Commands.errorOf(outcome));
    }
  }

  /** The channel turned out to be another call's, which ends by its own event. */
  private void movedOn(Turn turn, Hangup hangup, CommandOutcome outcome) {
    if (outcome.taken() || isGone(outcome)) {
      hangup.succeed(turn, board.answers);
    } else {
      hangup.fail(turn, board.answers, Commands.errorOf(outcome));
    }
  }

  /** The phone system took the hang-up, but its event was lost. */
  private void endUnheard(Turn turn, Call call, Hangup hangup) {
    if (!call.over && call.hangup == hangup) {
      board.counters.reconciled++;
      board.calls.end(turn, call, DisconnectMode.NORMAL);
    }
  }

  /** Says whether the phone system refused because there is no such channel any more. */
  static boolean isGone(CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Failure failure) {
      String text = failure.text().toLowerCase(Locale.ROOT);
      return text.contains("channel")
          && (text.contains("no such") || text.contains("not found") || text.contains("unknown"));
    }
    return false;
  }

  /** No program of this provider has the call any more; at the phone it goes on. */
  void close(Turn turn, Call call, long peer) {
    Hangup hangup = call.hangup;
    if (hangup != null && hangup.isDoubtful(peer)) {
      if (board.callersKnown) {
        cleanUp(turn, call, hangup);
      }
    } else if (call.channel == null && call.expected == null && !call.isConference()) {
      board.calls.end(turn, call, DisconnectMode.NORMAL);
    }
  }

  /** The drop was the telephony service tidying up: the call leaves its programs, not the phone. */
  private void cleanUp(Turn turn, Call call, Hangup hangup) {
    board.deadlines.cancel(hangup.doubt);
    hangup.doubt = null;
    call.hangup = null;
    hangup.succeed(turn, board.answers);
  }

  /** The last program closed the line: what it had is closed with it. */
  void closeLine(Turn turn, Line line, long peer) {
    cleanUp(turn, line.calls, peer);
  }

  /** The provider is gone, and with it the programs that had a drop in doubt. */
  void peerGone(Turn turn, long peer) {
    board.lines.values().forEach(line -> cleanUp(turn, line.calls, peer));
  }

  private void cleanUp(Turn turn, Collection<Call> calls, long peer) {
    for (Call call : calls) {
      Hangup hangup = call.hangup;
      if (hangup != null && hangup.isDoubtful(peer)) {
        cleanUp(turn, call, hangup);
      }
    }
  }
}
