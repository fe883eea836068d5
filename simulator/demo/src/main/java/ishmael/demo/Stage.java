package ishmael.demo;

import ishmael.demo.TapiEvent.CallInfoEvent;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.demo.TapiEvent.LineChange;
import ishmael.demo.TapiEvent.LineEvent;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.simulator.phonesystem.engine.Engine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where a scene is played: the phone system, the gateway, and telephony as programs see it.
 * Expectations go forward: of the calls of a line, and of the line itself, what is awaited must
 * come behind what was awaited before.
 */
public final class Stage {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final World world;
  private final Consumer<String> teller;
  private final Map<String, Integer> cursors = new HashMap<>();
  private final int start;

  /** A stage without an audience. */
  Stage(World world) {
    this(world, sentence -> {});
  }

  Stage(World world, Consumer<String> teller) {
    this.world = world;
    this.teller = teller;
    this.start = world.telephony().events().position();
  }

  /** The people and phones behind the lines. */
  public Engine phones() {
    return world.phones();
  }

  /** Telephony as programs see it. */
  public Telephony tapi() {
    return world.telephony();
  }

  /** The phone system, the gateway and what joins them. */
  public World world() {
    return world;
  }

  /** Tells the audience what no event shows. */
  public void tell(String sentence) {
    teller.accept(sentence);
  }

  /** Awaits the next state of any call of the line. */
  public CallStateEvent state(String line) throws UnexpectedException {
    return await(line, CallStateEvent.class, e -> true, "a state on " + line);
  }

  /** Awaits that a call of the line enters the state. */
  public CallStateEvent state(String line, CallState state) throws UnexpectedException {
    return await(line, CallStateEvent.class, e -> e.state() == state, state + " on " + line);
  }

  /** Awaits that this call enters the state. */
  public CallStateEvent state(String line, CallKey call, CallState state)
      throws UnexpectedException {
    return await(
        line,
        CallStateEvent.class,
        e -> e.call().equals(call) && e.state() == state,
        state + " of " + call + " on " + line);
  }

  /** Awaits DISCONNECTED and then IDLE of this call; returns the former. */
  public CallStateEvent ended(String line, CallKey call) throws UnexpectedException {
    CallStateEvent disconnected = state(line, call, CallState.DISCONNECTED);
    state(line, call, CallState.IDLE);
    return disconnected;
  }

  /** Awaits that what is known of this call fulfils the condition. */
  public CallInfoEvent info(String line, CallKey call, Predicate<CallSeen> condition, String what)
      throws UnexpectedException {
    return await(
        line,
        CallInfoEvent.class,
        e -> e.call().equals(call) && condition.test(e.seen()),
        what + " of " + call + " on " + line);
  }

  /** Awaits a change of the line itself. */
  public void lineBecomes(String line, LineChange change) throws UnexpectedException {
    await(line, LineEvent.class, e -> e.change() == change, change + " of line " + line);
  }

  private <E extends TapiEvent> E await(
      String line, Class<E> type, Predicate<E> condition, String expected)
      throws UnexpectedException {
    EventLog log = tapi().events();
    String track = line + (type == LineEvent.class ? " itself" : " calls");
    int from = cursors.getOrDefault(track, start);
    EventLog.Found<E> found =
        log.await(from, type, e -> e.line().equals(line) && condition.test(e), expected, LIMIT);
    cursors.put(track, found.next());
    return found.event();
  }

  /** Requires that a request succeeded. */
  public void ok(String request, Optional<LineError> error) throws UnexpectedException {
    require(error.isEmpty(), request + " succeeds, not " + error.map(Enum::name).orElse(""));
  }

  /** Requires that a request made a call; returns it. */
  public CallKey made(String request, Telephony.Made made) throws UnexpectedException {
    ok(request, made.error());
    return made.call().orElseThrow(() -> new UnexpectedException(request + " yields a call"));
  }

  /** Requires that two values are equal. */
  public void equal(String what, Object expected, Object actual) throws UnexpectedException {
    require(expected.equals(actual), what + " is " + expected + ", not " + actual);
  }

  /** Requires a condition; the sentence says what should be. */
  public void require(boolean condition, String sentence) throws UnexpectedException {
    if (!condition) {
      throw new UnexpectedException("expected that " + sentence);
    }
  }

  /**
   * Waits until a condition of the phone system holds; it has no events that a scene could await.
   */
  public void eventually(BooleanSupplier condition, String sentence)
      throws UnexpectedException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      require(System.nanoTime() < deadline, sentence);
      Thread.sleep(10);
    }
  }

  /** Watches that a condition of the phone system holds for a time. */
  public void stays(BooleanSupplier condition, Duration time, String sentence)
      throws UnexpectedException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      require(condition.getAsBoolean(), sentence);
      Thread.sleep(10);
    }
  }

  /** Returns the first phone of a user that can dial. */
  public String phone(String user) {
    return phones().phoneOf(user).orElseThrow().name();
  }
}
