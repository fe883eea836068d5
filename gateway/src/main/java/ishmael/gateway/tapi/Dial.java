package ishmael.gateway.tapi;

import ishmael.gateway.tapi.TapiCalls.Making;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes one call and tells its states until it is IDLE. */
final class Dial {
  /** A provider that has not answered a request by then will not. */
  private static final Duration REPLY_LIMIT = Duration.ofSeconds(60);

  /** How long a call that was hung up may take to become IDLE. */
  private static final Duration END_LIMIT = Duration.ofSeconds(4);

  private static final Duration SLICE = Duration.ofMillis(200);

  private final TapiSession session;
  private final LineEntry line;
  private final EventReader reader;
  private final EventSink sink;
  private final Clock clock;
  private final BooleanSupplier stop;
  private final Map<Integer, CallWatch> calls = new HashMap<>();
  private final Map<Integer, Integer> replies = new HashMap<>();

  Dial(TapiSession session, LineEntry line, EventSink sink, Clock clock, BooleanSupplier stop) {
    this.session = session;
    this.line = line;
    this.reader = new EventReader(session, clock);
    this.sink = sink;
    this.clock = clock;
    this.stop = stop;
  }

  /**
   * Dials, and hangs up if {@code stop} says so or {@code hangUpAfter} has passed since the number
   * was dialled.
   *
   * @throws TapiException if the line cannot be opened, or TAPI fails meanwhile
   */
  DialEnd run(String number, Optional<Duration> hangUpAfter) throws TapiException {
    OpenLine open = session.open(line, OpenLine.PRIVILEGE_NONE);
    Making making = session.calls().makeCall(open.handle(), number);
    int result = making.result() < 0 ? making.result() : reply(making.result());
    if (result < 0) {
      sink.say(TapiException.of("lineMakeCall", result).sentence());
      return DialEnd.REFUSED;
    }
    int call = making.call().getAsInt();
    boolean hungUp = follow(call, hangUpAfter.map(clock.instant()::plus));
    CallWatch watched = watch(call);
    DialEnd end = watched.end(hungUp);
    int freed = session.calls().deallocateCall(call);
    if (freed < 0) {
      sink.say(TapiException.of("lineDeallocateCall", freed).sentence());
    }
    return end;
  }

  private int reply(int request) throws TapiException {
    Instant end = clock.instant().plus(REPLY_LIMIT);
    while (clock.instant().isBefore(end)) {
      Integer result = replies.remove(request);
      if (result != null) {
        return result;
      }
      step();
    }
    throw new TapiException(
        "The provider has not answered the request for "
            + REPLY_LIMIT.toSeconds()
            + " s: see the provider's own log.");
  }

  /** Tells the call's states to its end; returns whether it was this program that hung up. */
  private boolean follow(int call, Optional<Instant> hangUpAt) throws TapiException {
    CallWatch watched = watch(call);
    boolean asked = false;
    while (!watched.idle() && !watched.disconnected() && !asked) {
      step();
      asked = stop.getAsBoolean() || hangUpAt.filter(clock.instant()::isAfter).isPresent();
    }
    if (watched.idle()) {
      return false;
    }
    drop(call);
    Instant end = clock.instant().plus(END_LIMIT);
    while (!watched.idle() && clock.instant().isBefore(end)) {
      step();
    }
    return asked;
  }

  private void drop(int call) {
    int request = session.calls().drop(call);
    if (request < 0) {
      sink.say(TapiException.of("lineDrop", request).sentence());
    }
  }

  private void step() throws TapiException {
    Optional<TapiMessage> next = session.next(SLICE);
    if (next.isEmpty()) {
      return;
    }
    TapiMessage message = next.get();
    boolean ours = message.device() != 0 && message.id() != TapiMessage.LINE_REPLY;
    sink.accept(reader.read(message, ours ? Optional.of(line) : Optional.empty()));
    if (message.id() == TapiMessage.LINE_REPLY) {
      replies.put(message.dword1(), message.dword2());
    } else if (message.id() == TapiMessage.LINE_CALLSTATE) {
      watch(message.device()).state(message.dword1(), message.dword2());
    } else if (message.id() == TapiMessage.LINE_CLOSE) {
      throw new TapiException("TAPI has closed the line.");
    }
  }

  private CallWatch watch(int call) {
    return calls.computeIfAbsent(call, one -> new CallWatch());
  }
}
