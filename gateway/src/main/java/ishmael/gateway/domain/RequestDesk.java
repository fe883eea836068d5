package ishmael.gateway.domain;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The way of a request to the lines: its account is named, the gate judges it, and one that came
 * early waits for the link. Only the domain thread calls it.
 */
final class RequestDesk {
  private static final Logger LOG = System.getLogger(RequestDesk.class.getName());

  /** How long a request waits until Windows has named its account. */
  static final Duration ACCOUNT_LIMIT = Guard.ACCOUNT_LIMIT;

  private static final int MAX_UNJUDGED = 256;

  private final LineMapper mapper;
  private final InstantSource clock;
  private final Gate gate;
  private final Providers providers;
  private final Consumer<LineRequest> ask;
  private final EarlyRequests early = new EarlyRequests();

  /** Requests whose account is being asked for. */
  private final HeldRequests unjudged = new HeldRequests(MAX_UNJUDGED);

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
    this.providers = providers;
    this.ask = ask;
  }

  /** A welcomed provider asks. */
  void request(LineRequest request) {
    if (!tookBack(request) && !judged(request, true)) {
      if (!unjudged.hold(request, clock.instant().plus(ACCOUNT_LIMIT))) {
        unavailable(request);
      }
    }
  }

  /** Something became known of an account. */
  void accountsKnown() {
    unjudged.settle(request -> judged(request, true));
  }

  private boolean judged(LineRequest request, boolean inTime) {
    Optional<UserName> user = mapper.userOf(request.header().line());
    if (user.isEmpty() || Gate.isFree(request)) {
      admit(request);
      return true;
    }
    Gate.Way way = gate.judge(request, user.get(), clock.instant(), inTime, mapper::hasCalls);
    switch (way) {
      case PASS -> admit(request);
      case REFUSE -> answer(request, LineError.OPERATIONUNAVAIL);
      case WAIT -> {}
    }
    return way != Gate.Way.WAIT;
  }

  private void admit(LineRequest request) {
    if (request instanceof LineRequest.CloseLine close) {
      mapper
          .userOf(close.header().line())
          .ifPresent(user -> gate.lineClosed(user, clock.instant()));
    }
    if (online || !early.hold(request, clock.instant(), nextAttempt)) {
      ask.accept(request);
    }
  }

  /** The link is up; one early request that fails must not leave the others without an answer. */
  void online() {
    online = true;
    for (LineRequest request : early.all()) {
      try {
        ask.accept(request);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "One early request could not be handled.", e);
      }
    }
  }

  /** The link is not up and is tried at that time. */
  void offline(Instant attempt) {
    online = false;
    nextAttempt = attempt;
    early.hopeless(attempt).forEach(this::unavailable);
  }

  /** A call that was given up before anything was asked must not be dialled any more. */
  private boolean tookBack(LineRequest request) {
    LineRequest.Header header = request.header();
    if (request instanceof LineRequest.CloseLine) {
      long peer = header.key().peer();
      early.cancelLine(peer, header.line()).forEach(this::unavailable);
      unjudged.cancelLine(peer, header.line()).forEach(this::unavailable);
    } else if (request instanceof LineRequest.CloseCall close) {
      cancel(header, close.call()).ifPresent(this::unavailable);
    } else if (request instanceof LineRequest.Drop drop) {
      Optional<LineRequest> gone = cancel(header, drop.call());
      gone.ifPresent(this::unavailable);
      gone.ifPresent(any -> providers.answer(header.key(), Optional.empty()));
      return gone.isPresent();
    }
    return false;
  }

  private Optional<LineRequest> cancel(LineRequest.Header header, CallId call) {
    return early.cancel(header, call).or(() -> unjudged.cancel(header, call));
  }

  private void unavailable(LineRequest request) {
    answer(request, LineError.RESOURCEUNAVAIL);
  }

  private void answer(LineRequest request, LineError error) {
    providers.answer(request.header().key(), Optional.of(error));
  }

  /** A provider's connection has ended. */
  void gone(long peer) {
    early.gone(peer);
    unjudged.gone(peer);
  }

  /** Answers what has waited long enough. */
  void time(Instant now) {
    early.overdue(now).forEach(this::unavailable);
    for (LineRequest request : unjudged.overdue(now)) {
      judged(request, false);
    }
  }

  /** Returns the times at which {@link #time} has something to do. */
  Stream<Instant> nextTimes() {
    return Stream.of(early.nextTime(), unjudged.nextTime()).flatMap(Optional::stream);
  }

  /** A session of the terminal server has ended. */
  void sessionEnded(int session) {
    gate.sessionEnded(session, clock.instant());
  }

  /** The admin decided anew. */
  void policy(IsolationPolicy next) {
    gate.policy(next, clock.instant());
  }

  /** Tells whose lines exist now. */
  void lines(Set<UserName> users) {
    gate.lines(users, clock.instant());
  }
}
