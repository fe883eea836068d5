package ishmael.gateway.domain;

import ishmael.gateway.domain.Unjudged.Waiting;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way of a request to the lines: its caller is named, the gate judges it, and one that came
 * early waits for the link. Only the domain thread calls it.
 */
final class RequestDesk {
  private static final Logger LOG = System.getLogger(RequestDesk.class.getName());

  private final LineMapper mapper;
  private final InstantSource clock;
  private final Gate gate;
  private final Ledger ledger;
  private final Providers providers;
  private final Consumer<LineRequest> ask;
  private final EarlyRequests early = new EarlyRequests();
  private final Unjudged unjudged = new Unjudged();

  private boolean online;

  /** When the link is tried next, while it is not up. */
  private Instant nextAttempt = Instant.MIN;

  /** Requests that may pass go to {@code ask}. */
  RequestDesk(
      LineMapper mapper,
      InstantSource clock,
      Gate gate,
      Providers providers,
      Consumer<LineRequest> ask) {
    this.mapper = mapper;
    this.clock = clock;
    this.gate = gate;
    this.ledger = gate.ledger();
    this.providers = providers;
    this.ask = ask;
  }

  /** A welcomed provider asks. */
  void request(LineRequest request) {
    if (request instanceof LineRequest.OpenLine open) {
      opened(open);
    } else if (request instanceof LineRequest.CloseLine close) {
      closed(close);
    } else if (request instanceof LineRequest.CloseCall close) {
      closed(close);
    } else if (!(request instanceof LineRequest.Drop drop && tookBack(drop))) {
      judgeOrHold(request);
    }
  }

  private void judgeOrHold(LineRequest request) {
    Instant now = clock.instant();
    Waiting one = Waiting.of(request, now).named(gate::answerOf, now);
    if ((unjudged.isBehind(one) || !judged(one)) && !unjudged.hold(one)) {
      giveUp(one);
    }
  }

  /** Opening is never refused and does not wait; telling the audit log of it may. */
  private void opened(LineRequest.OpenLine open) {
    ask.accept(open);
    if (!(open.header().caller() instanceof Caller.Nobody)) { // else the provider says it again
      judgeOrHold(open);
    }
  }

  private void closed(LineRequest.CloseLine close) {
    LineId line = close.header().line();
    long peer = close.header().key().peer();
    early.cancelLine(peer, line).forEach(this::unavailable);
    leave(one -> one.isOf(peer, line));
    mapper.userOf(line).ifPresent(user -> gate.lineClosed(user, clock.instant()));
    ask.accept(close);
  }

  /** What waits for this call must not happen any more, but a hang-up that was asked for. */
  private void closed(LineRequest.CloseCall close) {
    boolean unused = cancelMakers(close.header(), close.call(), caller -> true);
    long peer = close.header().key().peer();
    unjudged
        .remove(
            one ->
                one.isOf(peer, close.header().line())
                    && one.request().needed().contains(close.call())
                    && !one.isDrop())
        .forEach(this::giveUp);
    ask.accept(close);
  }

  /**
   * Their programs are gone. What they asked for does not happen any more, but that a call ends: a
   * program that hangs up and leaves has meant it.
   */
  private void leave(Predicate<Waiting> which) {
    for (Waiting one : unjudged.remove(which)) {
      if (one.isDrop()) {
        alone(() -> judged(one.atOnce(clock.instant())));
      } else {
        giveUp(one);
      }
    }
  }

  /** One that fails must not leave the others without an answer. */
  private static void alone(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "One request that waited could not be handled.", e);
    }
  }

  /** It leaves without having been judged. */
  private void giveUp(Waiting one) {
    if (one.request() instanceof LineRequest.OpenLine) {
      judged(one.atOnce(clock.instant()));
    } else {
      unavailable(one.request());
    }
  }

  /** A session of the terminal server has ended. */
  void sessionEnded(int session) {
    early.cancelSession(session).forEach(this::unavailable);
    leave(one -> one.isOfSession(session));
    gate.sessionEnded(session, clock.instant());
  }

  /** Something became known of an account, or a program has answered. */
  void accountsKnown() {
    unjudged.name(gate::answerOf, clock.instant());
    unjudged.settle(this::judged);
  }

  private boolean judged(Waiting one) {
    LineRequest request = one.request();
    Instant now = clock.instant();
    boolean inTime = now.isBefore(one.until());
    Optional<UserName> user = mapper.userOf(request.header().line());
    if (request instanceof LineRequest.OpenLine open) {
      return user.isEmpty() || gate.opened(open, user.get(), now, inTime, mapper::hasCalls);
    }
    if (user.isEmpty()) {
      ask.accept(request); // it is answered that there is no such line
      return true;
    }
    Optional<Judgement> judgement =
        isService(request)
            ? Optional.of(Gate.service(user.get(), now))
            : gate.judge(request, user.get(), now, inTime, mapper::hasCalls);
    judgement.ifPresent(verdict -> decided(request, verdict, () -> admit(request, one.arrived())));
    return judgement.isPresent();
  }

  /** A drop on nobody's behalf: the telephony service tidies up after a program. */
  private static boolean isService(LineRequest request) {
    return request instanceof LineRequest.Drop
        && request.header().caller() instanceof Caller.Nobody;
  }

  private void decided(LineRequest request, Judgement judgement, Runnable goOn) {
    if (!judgement.passes()) {
      refuse(request, judgement, LineError.OPERATIONUNAVAIL);
    } else if (!ledger.enter(request, judgement)) {
      refuse(request, judgement, LineError.RESOURCEUNAVAIL);
    } else {
      goOn.run();
    }
  }

  private void refuse(LineRequest request, Judgement judgement, LineError error) {
    ledger.refused(request, judgement, error);
    providers.answer(request.header().key(), Optional.of(error));
  }

  private void admit(LineRequest request, Instant arrived) {
    if (request instanceof LineRequest.Drop drop) {
      if (cancelMakers(drop.header(), drop.call(), caller -> true)) {
        answer(drop, Optional.empty());
        return;
      }
      if (isService(drop)
          && gate.refusesStrangers()
          && mapper.isOfThePhone(drop.header().line(), drop.call())) {
        answer(drop, Optional.empty()); // no program that may asked for it: the call goes on
        return;
      }
    }
    if (online || !early.hold(request, arrived, nextAttempt)) {
      ask.accept(request);
    }
  }

  /** The link is up. */
  void online() {
    online = true;
    early.overdue(clock.instant()).forEach(this::unavailable);
    early.all().forEach(request -> alone(() -> askAgain(request)));
  }

  /** Since it was judged, its session may have lost the line. */
  private void askAgain(LineRequest request) {
    Instant now = clock.instant();
    mapper
        .userOf(request.header().line())
        .flatMap(user -> gate.judge(request, user, now, false, mapper::hasCalls))
        .ifPresentOrElse(
            judgement -> decided(request, judgement, () -> ask.accept(request)),
            () -> ask.accept(request));
  }

  /** The link is not up and is tried at that time. */
  void offline(Instant attempt) {
    online = false;
    nextAttempt = attempt;
    early.hopeless(attempt).forEach(this::unavailable);
  }

  /** A call that was given up before anything was asked must not be dialled any more. */
  private boolean tookBack(LineRequest.Drop drop) {
    Caller by = drop.header().caller();
    Predicate<Caller> may = caller -> by instanceof Caller.Nobody || caller.equals(by);
    boolean taken = cancelMakers(drop.header(), drop.call(), may);
    if (taken) {
      answer(drop, Optional.empty());
    }
    return taken;
  }

  /** Takes the waiting requests out by which this call would come into being, and answers them. */
  private boolean cancelMakers(LineRequest.Header header, CallId call, Predicate<Caller> may) {
    long peer = header.key().peer();
    List<LineRequest> makers = new ArrayList<>(early.cancel(header, call, may));
    unjudged
        .remove(
            one ->
                one.isOf(peer, header.line())
                    && one.request().made().contains(call)
                    && may.test(one.by()))
        .forEach(one -> makers.add(one.request()));
    makers.forEach(this::unavailable);
    return !makers.isEmpty();
  }

  private void unavailable(LineRequest request) {
    answer(request, Optional.of(LineError.RESOURCEUNAVAIL));
  }

  private void answer(LineRequest request, Optional<LineError> error) {
    answered(request.header().key(), error);
    providers.answer(request.header().key(), error);
  }

  /** A request is being answered. */
  void answered(RequestKey key, Optional<LineError> error) {
    ledger.answered(key, error);
  }

  /** A provider's connection has ended. */
  void gone(long peer) {
    early.gone(peer);
    unjudged.remove(one -> one.isOf(peer));
    ledger.gone(peer);
  }

  /** Answers what has waited long enough. */
  void time(Instant now) {
    early.overdue(now).forEach(this::unavailable);
    if (unjudged.nextTime().filter(next -> !next.isAfter(now)).isPresent()) {
      unjudged.settle(this::judged);
    }
  }

  /** Returns the times at which {@link #time} has something to do. */
  Stream<Instant> nextTimes() {
    return Stream.of(early.nextTime(), unjudged.nextTime()).flatMap(Optional::stream);
  }

  /** Puts another policy in force; returns the claims that ended. */
  List<Claim> policy(IsolationPolicy next) {
    List<Claim> ended = gate.policy(next, clock.instant());
    accountsKnown(); // what waits may pass now
    return ended;
  }

  /** Tells whose lines exist now. */
  void lines(Set<UserName> users) {
    gate.lines(users, clock.instant());
  }
}
