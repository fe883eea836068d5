package ishmael.simulator.phonesystem.xmpp;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ways to make the server misbehave; each holds until it is taken back. May be used from any
 * thread. Commands are named as {@code base.Dial}.
 */
public final class Faults {
  private final Set<String> swallowed = ConcurrentHashMap.newKeySet();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();
  private final Set<String> repeated = ConcurrentHashMap.newKeySet();
  private volatile Duration answerDelay = Duration.ZERO;
  private volatile boolean eventsFirst;
  private volatile AnswerFrom answerFrom = AnswerFrom.ABSENT;
  private volatile boolean rosterPushes = true;
  private volatile boolean redirectEvents = true;
  private volatile boolean forgetsAbsent;
  private final Semaphore swallowedAnswers = new Semaphore(0);

  Faults() {}

  /** Takes everything back. */
  public void clear() {
    swallowed.clear();
    failing.clear();
    lost.clear();
    repeated.clear();
    answerDelay = Duration.ZERO;
    eventsFirst = false;
    answerFrom = AnswerFrom.ABSENT;
    rosterPushes = true;
    redirectEvents = true;
    forgetsAbsent = false;
  }

  /** Commands are carried out at once and answered after {@code delay}. */
  @CanIgnoreReturnValue
  public Faults delayAnswers(Duration delay) {
    answerDelay = delay;
    return this;
  }

  /** The command is carried out and never answered. */
  @CanIgnoreReturnValue
  public Faults swallow(String commandName) {
    swallowed.add(commandName);
    return this;
  }

  /** The command is neither carried out nor answered. */
  @CanIgnoreReturnValue
  public Faults lose(String commandName) {
    lost.add(commandName);
    return this;
  }

  /** The command is carried out once and answered twice. */
  @CanIgnoreReturnValue
  public Faults answerTwice(String commandName) {
    repeated.add(commandName);
    return this;
  }

  /** The command is not carried out and answered by an error iq. */
  @CanIgnoreReturnValue
  public Faults answerWithErrorIq(String commandName) {
    failing.add(commandName);
    return this;
  }

  /** Events that a command causes are sent before its answer. */
  @CanIgnoreReturnValue
  public Faults eventBeforeAnswer(boolean first) {
    eventsFirst = first;
    return this;
  }

  /** Which {@code from} answers carry. */
  @CanIgnoreReturnValue
  public Faults answerFrom(AnswerFrom form) {
    answerFrom = form;
    return this;
  }

  /** Whether clients are told at once that somebody came to the roster or left it. */
  @CanIgnoreReturnValue
  public Faults rosterPushes(boolean told) {
    rosterPushes = told;
    return this;
  }

  boolean rosterPushes() {
    return rosterPushes;
  }

  /** Whether clients that subscribed to it are told of a change of forwarding; by default yes. */
  @CanIgnoreReturnValue
  public Faults redirectEvents(boolean told) {
    redirectEvents = told;
    return this;
  }

  boolean redirectEvents() {
    return redirectEvents;
  }

  /**
   * Events go only to clients that are present, to all or to the phone system's address, as
   * Openfire does it with messages to a bare address. Source: Openfire,
   * RoutingTableImpl.routeToBareJID.
   */
  @CanIgnoreReturnValue
  public Faults forgetAbsentClients(boolean forget) {
    forgetsAbsent = forget;
    return this;
  }

  /** Waits until an answer was swallowed that nobody waited for yet; false if none was. */
  public boolean awaitSwallowed(Duration limit) throws InterruptedException {
    return swallowedAnswers.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean swallows(String commandName) {
    boolean swallows = swallowed.contains(commandName);
    if (swallows) {
      swallowedAnswers.release();
    }
    return swallows;
  }

  boolean forgetsAbsent() {
    return forgetsAbsent;
  }

  boolean loses(String commandName) {
    return lost.contains(commandName);
  }

  boolean repeats(String commandName) {
    return repeated.contains(commandName);
  }

  boolean fails(String commandName) {
    return failing.contains(commandName);
  }

  Duration answerDelay() {
    return answerDelay;
  }

  boolean eventsFirst() {
    return eventsFirst;
  }

  /** Which {@code from} answers carry now. */
  public AnswerFrom answerFrom() {
    return answerFrom;
  }
}
