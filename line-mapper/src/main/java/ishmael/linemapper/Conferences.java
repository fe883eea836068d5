package ishmael.linemapper;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins calls at a phone, and follows what becomes of them. The phone system has no channel for a
 * conference: it is two talking calls at one phone. Source:
 * docs/adr/018-transfer-and-conference-by-keys.md.
 */
final class Conferences implements CallWatcher {
  private final Board board;
  private final KeyPresses keys;

  Conferences(Board board, KeyPresses keys) {
    this.board = board;
    this.keys = keys;
  }

  /** Makes a conference of one held call; the next party is being called. */
  void begin(Turn turn, Call original, CallId id) {
    Conference conference = create(turn, original, id, CallState.ONHOLDPENDCONF);
    take(turn, conference, original);
    board.calls.show(turn, conference.call);
  }

  private Conference create(Turn turn, Call first, CallId id, CallState state) {
    Call call = board.calls.create(turn, id, first.line, true, state);
    Conference conference = new Conference(call);
    call.conference = conference;
    call.announced = true;
    call.parties.caller = first.line.party();
    return conference;
  }

  private void take(Turn turn, Conference conference, Call leg) {
    conference.legs.add(leg);
    leg.conference = conference;
    leg.memo = null;
    leg.enter(CallState.CONFERENCED, CallStates.modeOf(CallState.CONFERENCED), turn.now());
  }

  /** Says whether the key would add this consultation call to the conference it was made for. */
  static boolean canAdd(Call consult) {
    Conference conference = pendingFor(consult);
    return talksForConference(consult)
        && PhoneCalls.heldBeside(consult).stream().allMatch(held -> held.conference == conference);
  }

  private static boolean talksForConference(Call consult) {
    return PhoneCalls.can(consult, Capability.CONFERENCE)
        && consult.state == CallState.CONNECTED
        && pendingFor(consult) != null;
  }

  /** Returns the conference that this talking consultation call was made for. */
  private static @Nullable Conference pendingFor(Call consult) {
    Consultation consultation = consult.consultation;
    if (consultation == null || consultation.consult != consult || consult.leaving != null) {
      return null;
    }
    Call original = consultation.original;
    Conference conference = original.conference;
    boolean pends = conference != null && !conference.joined && !conference.isFull();
    return pends && PhoneCalls.atOnePhone(original, consult) ? conference : null;
  }

  /** Joins a held and an active call in a conference. */
  void complete(Turn turn, Call call, Call consult, CallId id, RequestKey request) {
    boolean joint = PhoneCalls.areJoint(call, consult) || PhoneCalls.areJoint(consult, call);
    boolean talk = CallStates.isTalking(call.state) && CallStates.isTalking(consult.state);
    DeviceName device = call.device;
    if (!joint || !talk) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else if (device == null || !PhoneCalls.can(call, Capability.CONFERENCE)) {
      board.answers.fail(turn, request, LineError.OPERATIONUNAVAIL);
    } else {
      press(
          turn,
          device,
          List.of(call, consult),
          request,
          () -> areJoined(call, consult),
          later -> join(later, call, consult, id));
    }
  }

  /** Says whether the key joined these two: they could be, or both talk already. */
  private static boolean areJoined(Call one, Call other) {
    return PhoneCalls.areJoint(one, other)
        || PhoneCalls.areJoint(other, one)
        || (isPlain(one) && isPlain(other) && PhoneCalls.atOnePhone(one, other));
  }

  private interface Next {
    void go(Turn turn);
  }

  private void press(
      Turn turn,
      DeviceName device,
      List<Call> both,
      RequestKey request,
      BooleanSupplier fits,
      Next next) {
    keys.joint(
        turn,
        KeyPress.Key.CONFERENCE,
        device,
        both,
        (later, error) -> {
          boolean live = both.stream().noneMatch(call -> call.over) && fits.getAsBoolean();
          Optional<LineError> result =
              error.or(() -> live ? Optional.empty() : Optional.of(LineError.OPERATIONFAILED));
          board.answers.answer(later, request, result);
          if (result.isEmpty()) {
            next.go(later);
          } else {
            both.forEach(call -> watch(later, call));
          }
        });
  }

  private void join(Turn turn, Call call, Call consult, CallId id) {
    Consultation consultation = call.consultation;
    Conference conference = create(turn, call, id, CallState.CONNECTED);
    conference.joined = true;
    take(turn, conference, call);
    take(turn, conference, consult);
    conference.believe();
    forget(consultation);
    board.calls.show(turn, conference.call);
  }

  private static void forget(@Nullable Consultation consultation) {
    if (consultation != null) {
      consultation.original.consultation = null;
      if (consultation.consult != null) {
        consultation.consult.consultation = null;
      }
    }
  }

  /** Takes a consultation call into the conference that it was made for. */
  void add(Turn turn, Call call, Call consult, RequestKey request) {
    Conference conference = call.conference;
    if (conference == null || !conference.standsFor(call)) {
      board.answers.fail(turn, request, LineError.INVALCONFCALLHANDLE);
    } else if (conference.isFull()) {
      board.answers.fail(turn, request, LineError.CONFERENCEFULL);
    } else if (pendingFor(consult) != conference) {
      board.answers.fail(turn, request, LineError.INVALCONSULTCALLHANDLE);
    } else if (!canAdd(consult) || consult.device == null) {
      board.answers.fail(turn, request, LineError.INVALCALLSTATE);
    } else {
      List<Call> both = List.of(conference.legs.get(0), consult);
      press(
          turn,
          consult.device,
          both,
          request,
          () -> pendingFor(consult) == conference && talksForConference(consult),
          later -> joined(later, conference, consult));
    }
  }

  /** The consultation call talks with the others. */
  private void joined(Turn turn, Conference conference, Call consult) {
    if (conference.call.over || consult.isLeg()) {
      return;
    }
    Consultation consultation = consult.consultation;
    conference.joined = true;
    take(turn, conference, consult);
    conference.believe();
    conference.legs.forEach(leg -> leg.memo = null);
    forget(consultation);
    showState(turn, conference);
    board.calls.show(turn, conference.call);
  }

  /** One more party is wanted: the conference key joins no more than three. */
  void prepare(Turn turn, Call call, RequestKey request) {
    Conference conference = call.conference;
    if (conference == null || !conference.standsFor(call)) {
      board.answers.fail(turn, request, LineError.INVALCONFCALLHANDLE);
    } else {
      LineError error = conference.isFull() ? LineError.CONFERENCEFULL : LineError.INVALCALLSTATE;
      board.answers.fail(turn, request, error);
    }
  }

  /** The consultation call for a conference came to nothing: the original is an ordinary call. */
  void consultationEnded(Turn turn, Call original) {
    Conference conference = original.conference;
    if (conference != null && !conference.joined) {
      dissolve(turn, conference);
    }
  }

  /** The legs are ordinary calls again; the conference is over. */
  private void dissolve(Turn turn, Conference conference) {
    List<Call> legs = List.copyOf(conference.legs);
    conference.legs.clear();
    for (Call leg : legs) {
      leg.held = conference.holds(leg);
      CallState state = leg.held ? CallState.ONHOLD : CallState.CONNECTED;
      leg.conference = null;
      leg.memo = null;
      leg.enter(state, CallStates.modeOf(state), turn.now());
    }
    legs.forEach(leg -> board.calls.show(turn, leg));
    if (!conference.call.over) {
      board.calls.end(turn, conference.call, DisconnectMode.NORMAL);
    }
  }

  @Override
  public void ended(Turn turn, Call call) {
    Conference conference = call.conference;
    if (conference == null) {
      return;
    }
    if (conference.standsFor(call)) {
      dissolve(turn, conference);
      return;
    }
    conference.legs.remove(call);
    boolean hangsUp = conference.call.hangup != null && !conference.legs.isEmpty();
    if (conference.legs.isEmpty() || (conference.joined && !hangsUp)) {
      dissolve(turn, conference);
    }
  }

  /** Dropping the conference failed: what is left of it goes on. */
  void stays(Turn turn, Conference conference) {
    if (conference.joined && conference.legs.size() < 2) {
      dissolve(turn, conference);
    }
  }

  @Override
  public void heard(Turn turn, Call call, PhoneEvent.ChannelEvent event) {
    switch (event.type()) {
      case BUSY, HOLD, UNHOLD -> doubtAll(turn, call);
      default -> {}
    }
    if (call.conference == null && event.type() == PhoneEvent.ChannelEventType.UNHOLD) {
      watch(turn, call);
    }
  }

  /** What the phone says of any of its calls counts more than what was believed of a conference. */
  private void doubtAll(Turn turn, Call call) {
    for (Call other : List.copyOf(call.line.calls)) {
      Conference conference = other.conference;
      boolean isThere = other == call || PhoneCalls.atOnePhone(call, other);
      if (other.isLeg() && conference != null && isThere) {
        conference.doubt();
        watch(turn, other);
        board.calls.show(turn, other);
      }
    }
  }

  /** Looks a moment later how the calls of a phone belong together, if they might anew. */
  private void watch(Turn turn, Call call) {
    Conference conference = call.conference;
    if (call.over) {
      return;
    }
    if (conference == null) {
      settleLater(turn, call, partner(call) != null);
    } else {
      showState(turn, conference);
      settleLater(turn, conference.call, isUnsettled(conference));
    }
  }

  private void settleLater(Turn turn, Call call, boolean unsettled) {
    board.deadlines.cancel(call.settling);
    call.settling =
        unsettled
            ? board.deadlines.after(turn, board.options.settleLimit(), later -> settle(later, call))
            : null;
  }

  private static boolean isUnsettled(Conference conference) {
    return conference.joined ? conference.isSplit() : !conference.isHeld();
  }

  private void settle(Turn turn, Call timed) {
    timed.settling = null;
    Conference conference = timed.conference;
    if (timed.over) {
      return;
    }
    if (conference == null) {
      joinByHand(turn, timed);
    } else if (conference.joined && conference.isSplit()) {
      dissolve(turn, conference);
    } else if (!conference.joined && !conference.isHeld()) {
      addByHand(turn, conference);
    }
  }

  private void addByHand(Turn turn, Conference conference) {
    Consultation consultation = conference.legs.get(0).consultation;
    Call consult = consultation == null ? null : consultation.consult;
    if (consult != null && consult.pressed == null && talksForConference(consult)) {
      joined(turn, conference, consult);
    }
  }

  /** Another call that talks at the same phone: somebody pressed the conference key there. */
  private static @Nullable Call partner(Call call) {
    return call.line.calls.stream()
        .filter(other -> PhoneCalls.atOnePhone(call, other))
        .filter(other -> isPlain(call) && isPlain(other))
        .filter(other -> PhoneCalls.can(other, Capability.CONFERENCE))
        .findFirst()
        .orElse(null);
  }

  private static boolean isPlain(Call call) {
    return call.state == CallState.CONNECTED
        && call.channel != null
        && !call.held
        && call.conference == null
        && call.leaving == null
        && call.pressed == null;
  }

  private void joinByHand(Turn turn, Call call) {
    Call other = partner(call);
    if (other != null && call.line.calls.size() < board.options.maxCallsPerLine()) {
      join(turn, call, other, board.calls.freeId());
    }
  }

  /** The conference is on hold when the phone holds all of its parties. */
  private void showState(Turn turn, Conference conference) {
    CallState held = conference.joined ? CallState.ONHOLD : CallState.ONHOLDPENDCONF;
    CallState next = conference.isHeld() ? held : CallState.CONNECTED;
    if (!conference.call.over && conference.call.state != next) {
      board.calls.enter(turn, conference.call, next);
    }
  }
}
