package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Element;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that the peer of one link is dead. Smack does not notice it for minutes, and not at all
 * when its own reader is stuck. Any stanza that got through to us is a sign of life. A peer that
 * talks but does not read is noticed by the pings that never leave. Only the loop calls it, but
 * {@link #heard} any thread.
 */
final class Heartbeat {
  private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);

  /** Pings without any sign of life after which the link is dead. */
  private static final int MISSES = 2;

  /** How long a link that is suspected to be dead may take to answer. */
  private static final Duration SUSPICION = Duration.ofSeconds(5);

  private final Alarms alarms;
  private final Duration period;
  private final String host;
  private final Predicate<Outgoing> sender;
  private final Consumer<LinkProblem> dead;
  private final AtomicLong signs = new AtomicLong();
  private long signsBefore;
  private int missed;
  private int stuck;
  private Optional<Outgoing> lastPing = Optional.empty();
  private long pings;

  /**
   * Makes a heart that does not beat yet.
   *
   * @param period between two pings
   * @param host of whom the problem tells
   * @param sender queues a stanza; false if there is no room
   * @param dead takes the problem; it may come again until {@link #stop}
   */
  Heartbeat(
      Timers timers,
      Duration period,
      String host,
      Predicate<Outgoing> sender,
      Consumer<LinkProblem> dead) {
    this.alarms = new Alarms(timers);
    this.period = period;
    this.host = host;
    this.sender = sender;
    this.dead = dead;
  }

  void start() {
    alarms.every(period, this::beat);
  }

  void stop() {
    alarms.end();
  }

  /** Takes a sign of life. */
  void heard() {
    signs.incrementAndGet();
  }

  /** The machine slept or changed its network: a link that does not answer soon is dead. */
  void suspect() {
    long before = signs.get();
    ping();
    Duration limit = period.compareTo(SUSPICION) < 0 ? period : SUSPICION;
    alarms.after(
        limit,
        () -> {
          if (signs.get() == before) {
            dead.accept(LinkProblem.silent(host, limit));
          }
        });
  }

  private void beat() {
    long now = signs.get();
    missed = now == signsBefore ? missed + 1 : 0;
    signsBefore = now;
    stuck = lastPing.filter(Outgoing::waiting).isPresent() ? stuck + 1 : 0;
    Duration limit = period.multipliedBy(MISSES);
    if (missed >= MISSES) {
      dead.accept(LinkProblem.silent(host, limit));
    } else if (stuck >= MISSES) {
      dead.accept(LinkProblem.notReading(host, limit));
    } else {
      ping();
    }
  }

  private void ping() {
    Outgoing ping =
        new Outgoing(
            ElementIq.question(
                "ping-" + pings++, Element.of(ElementIq.PING), ElementIq.PING_NAMESPACE),
            period);
    if (!sender.test(ping)) {
      LOGGER.debug("no room for a ping");
    }
    lastPing = Optional.of(ping);
  }
}
