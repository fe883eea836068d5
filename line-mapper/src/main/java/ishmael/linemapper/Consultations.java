package ishmael.linemapper;

import java.time.Instant;
import java.util.Optional;

/**
 * Holds a call and makes another one, and takes the first back when the second comes to nothing.
 * Source: TSPI, TSPI_lineSetupTransfer and TSPI_lineSetupConference;
 * docs/adr/018-transfer-and-conference-by-keys.md.
 */
final class Consultations implements CallWatcher {
  private final Board board;
  private final KeyPresses keys;
  private final Dialling dialling;
  private final Conferences conferences;

  Consultations(Board board, KeyPresses keys, Dialling dialling, Conferences conferences) {
    this.board = board;
    this.keys = keys;
    this.dialling = dialling;
    this.conferences = conferences;
  }

  /**
   * What a program wants.
   *
   * @param consult the id of the consultation call
   * @param conference the id of the conference, if it shall be one
   */
  record Wish(RequestKey key, CallId consult, Optional<CallId> conference, String target) {
    private Consultation.Kind kind() {
      return conference.isPresent() ? Consultation.Kind.CONFERENCE : Consultation.Kind.TRANSFER;
    }
  }

  void setUp(Turn turn, Call call, Wish wish) {
    DialString target = DialString.parse(wish.target());
    Optional<LineError> obstacle = obstacle(call, wish).or(() -> rejection(target));
    if (obstacle.isPresent()) {
      board.answers.fail(turn, wish.key(), obstacle.get());
      return;
    }
    Consultation consultation = new Consultation(wish.kind(), call);
    call.consultation = consultation;
    keys.sequence(
        turn,
        call,
        KeyPress.Key.HOLD,
        (later, error) -> held(later, consultation, wish, target, error));
    board.calls.show(turn, call);
  }

  private Optional<LineError> obstacle(Call call, Wish wish) {
    boolean fits =
        call.state == CallState.CONNECTED
            && call.channel != null
            && call.consultation == null
            && call.conference == null
            && call.leaving == null;
    if (!fits) {
      return Optional.of(LineError.INVALCALLSTATE);
    }
    boolean can =
        wish.conference().isPresent()
            ? CallFeatures.canConfer(call)
            : CallFeatures.canConsult(call);
    return can ? blocked(call.line, wish) : Optional.of(LineError.OPERATIONUNAVAIL);
  }

  private Optional<LineError> blocked(Line line, Wish wish) {
    Optional<LineError> second =
        wish.conference()
            .flatMap(
                id ->
                    id.equals(wish.consult())
                        ? Optional.of(LineError.INVALCALLHANDLE)
                        : dialling.obstacle(line, id, 2));
    return second.or(() -> dialling.obstacle(line, wish.consult(), 1));
  }

  private static Optional<LineError> rejection(DialString target) {
    return target instanceof DialString.Rejected rejected
        ? Optional.of(rejected.error())
        : Optional.empty();
  }

  /** The hold key did its work, or did not. */
  private void held(
      Turn turn,
      Consultation consultation,
      Wish wish,
      DialString target,
      Optional<LineError> failure) {
    Call original = consultation.original;
    Optional<LineError> error = failure.or(() -> blocked(original.line, wish));
    if (error.isPresent()) {
      board.answers.fail(turn, wish.key(), error.get());
      if (failure.isPresent()) {
        part(turn, consultation);
      } else {
        reconnect(turn, consultation);
      }
      return;
    }
    board.answers.succeed(turn, wish.key());
    if (wish.conference().isPresent()) {
      conferences.begin(turn, original, wish.conference().get());
    } else {
      board.calls.show(turn, original);
    }
    Call consult = dialling.consult(turn, original, wish.consult(), target);
    if (!consult.over) {
      consultation.consult = consult;
      consult.consultation = consultation;
      board.calls.show(turn, consult);
    }
  }

  @Override
  public void ended(Turn turn, Call call) {
    Consultation consultation = call.consultation;
    if (consultation == null) {
      return;
    }
    if (consultation.waits(call)) {
      part(turn, consultation);
    } else {
      reconnect(turn, consultation);
    }
  }

  /** Takes the original back, as soon as what happens at the phone at the same time is over. */
  private void reconnect(Turn turn, Consultation consultation) {
    consultation.limit = turn.now().plus(board.options.keyLimit());
    again(turn, consultation);
  }

  private void again(Turn turn, Consultation consultation) {
    Call original = consultation.original;
    board.deadlines.cancel(original.reconnect);
    original.reconnect =
        board.deadlines.after(
            turn, board.options.reconnectDelay(), later -> takeBack(later, consultation));
  }

  private void takeBack(Turn turn, Consultation consultation) {
    Call original = consultation.original;
    original.reconnect = null;
    if (original.over || original.consultation != consultation) {
      return;
    }
    if (!PhoneCalls.isHeld(original) || !board.linkUp() || original.hangup != null) {
      part(turn, consultation);
    } else if (isOccupied(original)) {
      Instant limit = consultation.limit;
      if (limit != null && turn.now().isBefore(limit)) {
        again(turn, consultation);
      } else {
        part(turn, consultation);
      }
    } else if (PhoneCalls.newestHeld(original).filter(held -> held == original).isPresent()) {
      keys.sequence(
          turn, original, KeyPress.Key.UNHOLD, (later, error) -> part(later, consultation));
    } else {
      part(turn, consultation);
    }
  }

  /** The phone still has another call in hand, or is about to, or hands this one over. */
  private static boolean isOccupied(Call original) {
    boolean isDialling = original.line.expected.stream().anyMatch(expected -> expected.doomed);
    return original.leaving != null
        || original.pressed != null
        || isDialling
        || original.line.calls.stream()
            .filter(other -> PhoneCalls.atOnePhone(other, original))
            .anyMatch(
                other ->
                    PhoneCalls.talks(other)
                        || PhoneCalls.isUnanswered(other)
                        || other.pressed != null);
  }

  /** Both calls are calls like any other from now on. */
  void part(Turn turn, Consultation consultation) {
    Call original = consultation.original;
    Call consult = consultation.consult;
    if (original.consultation == consultation) {
      original.consultation = null;
      if (!original.over) {
        rest(turn, original);
      }
    }
    if (consult != null && consult.consultation == consultation) {
      consult.consultation = null;
      if (!consult.over) {
        board.calls.show(turn, consult);
      }
    }
  }

  private void rest(Turn turn, Call original) {
    if (original.isLeg()) {
      conferences.consultationEnded(turn, original);
    } else if (original.state == CallState.ONHOLDPENDTRANSFER) {
      board.calls.enter(turn, original, original.held ? CallState.ONHOLD : CallState.CONNECTED);
    } else {
      board.calls.show(turn, original);
    }
  }
}
