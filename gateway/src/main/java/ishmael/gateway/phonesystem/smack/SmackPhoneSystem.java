package ishmael.gateway.phonesystem.smack;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone system reached through Smack. One thread, the loop, owns the state and calls the
 * listener. Source of the rules: docs/adr/004-smack-connection.md.
 */
public final class SmackPhoneSystem implements PhoneSystem, Link.Owner, Session.Owner {
  private static final Logger LOGGER = LoggerFactory.getLogger(SmackPhoneSystem.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  /** Commands whose outcome is open; more are refused at once. */
  private static final int OPEN_COMMANDS = 256;

  private final PhoneSystemOptions options;
  private final PhoneSystemListener listener;
  private final LinkMetrics metrics;
  private final LinkLoop loop = new LinkLoop("ishmael-phone-system");
  private final UserDirectory directory = new UserDirectory(Ticker.systemTicker());
  private final Backoff backoff;
  private final SecureRandom random = new SecureRandom();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger open = new AtomicInteger();
  private volatile LinkState state = new LinkState.Connecting();
  private Optional<Link> link = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private ImmutableList<User> reported = ImmutableList.of();
  private long attempts;
  private int refusals;
  private int conflicts;
  private long onlineSince;

  private SmackPhoneSystem(
      PhoneSystemOptions options, PhoneSystemListener listener, MeterRegistry registry) {
    this.options = options;
    this.listener = listener;
    metrics = new LinkMetrics(registry);
    backoff =
        new Backoff(
            options.timing().firstRetry(),
            options.timing().lastRetry(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Makes a phone system that is not started yet. */
  public static PhoneSystem create(
      PhoneSystemOptions options, PhoneSystemListener listener, MeterRegistry registry) {
    SmackSetup.prepare();
    return new SmackPhoneSystem(options, listener, registry);
  }

  @Override
  public void start() {
    if (started.compareAndSet(false, true)) {
      loop.post(this::attempt);
    }
  }

  @Override
  public void submit(CommandId id, PhoneCommand command) {
    Timer.Sample begun = metrics.begin();
    boolean room = open.incrementAndGet() <= OPEN_COMMANDS;
    boolean posted =
        loop.post(
            () -> {
              if (room) {
                submit(id, command, begun);
              } else {
                ended(
                    id,
                    new Reply.NotSent(OPEN_COMMANDS + " commands wait for their outcome already"),
                    begun);
              }
            });
    if (!posted) {
      open.decrementAndGet();
      LOGGER.warn("A command came after the phone system was closed: {}", id);
    }
  }

  @Override
  public void askDirectory(String deviceOrExtension) {
    loop.post(() -> session.ifPresent(one -> one.askDirectory(deviceOrExtension)));
  }

  @Override
  public void reconnect(String reason) {
    loop.post(() -> link.ifPresent(its -> ended(its, LinkProblem.renewal(reason))));
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    loop.post(() -> endLink(LinkProblem.closing()));
    loop.end();
    try {
      if (!loop.awaitEnd(CLOSE_LIMIT)) {
        LOGGER.warn("The phone system's thread did not end within {}.", CLOSE_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void loggedIn(Link its) {
    refusals = 0;
    String prefix = "i" + HexFormat.of().toHexDigits(random.nextLong()) + "-";
    Requests requests = new Requests(its::send, loop, prefix, options.timing().commandLimit());
    Session made = new Session(its, options, requests, directory, loop, metrics, this);
    session = Optional.of(made);
    made.begin();
  }

  @Override
  public void received(Link its, Inbound inbound) {
    session.ifPresent(one -> one.received(inbound));
  }

  @Override
  public void ended(Link its, LinkProblem problem) {
    if (state instanceof LinkState.Online) {
      Duration up = Duration.ofNanos(System.nanoTime() - onlineSince);
      backoff.wasUp(up);
      if (up.compareTo(options.timing().conflictPause()) > 0) {
        conflicts = 0;
      }
    }
    endLink(problem);
    retry(problem);
  }

  @Override
  public void online(UserName account, boolean supervisor, User own) {
    onlineSince = System.nanoTime();
    report();
    state(new LinkState.Online(account, supervisor, own));
  }

  @Override
  public void event(PhoneEvent event) {
    metrics.event(event);
    tell("event", () -> listener.event(event));
  }

  @Override
  public void directoryChanged() {
    if (!directory.users().equals(reported)) {
      report();
    }
  }

  private void report() {
    reported = directory.users();
    metrics.users(reported.size());
    ImmutableList<User> users = reported;
    tell("directory", () -> listener.directory(users));
  }

  private void attempt() {
    state(new LinkState.Connecting());
    try {
      Link made = Link.of(options, loop, this, attempts++);
      link = Optional.of(made);
      made.open();
    } catch (LinkException e) {
      retry(e.problem());
    }
  }

  private void endLink(LinkProblem problem) {
    Optional<Session> ending = session;
    session = Optional.empty();
    link.ifPresent(Link::end);
    link = Optional.empty();
    ending.ifPresent(one -> one.end(problem.sentence()));
  }

  private void retry(LinkProblem problem) {
    switch (problem.kind()) {
      case RETRY -> retryAfter(problem.sentence(), backoff.next());
      case REFUSED -> {
        if (++refusals < LinkProblem.ATTEMPTS) {
          retryAfter(problem.sentence(), backoff.next());
        } else {
          giveUp(LinkProblem.refusedTooOften(options.user()));
        }
      }
      case CONFLICT -> {
        if (++conflicts < LinkProblem.CONFLICTS) {
          retryAfter(problem.sentence(), options.timing().conflictPause());
        } else {
          giveUp(LinkProblem.conflictTooOften(options.user(), options.resource()));
        }
      }
    }
  }

  private void retryAfter(String sentence, Duration pause) {
    LOGGER.debug("{} Next attempt in {} ms.", sentence, pause.toMillis());
    loop.after(pause, this::attempt);
    state(new LinkState.Offline(sentence, pause));
  }

  private void giveUp(String sentence) {
    LOGGER.debug("{}", sentence);
    state(new LinkState.NeedsAdmin(sentence));
  }

  private void submit(CommandId id, PhoneCommand command, Timer.Sample begun) {
    if (session.isPresent() && state instanceof LinkState.Online) {
      session.get().submit(command, reply -> ended(id, reply, begun));
    } else {
      ended(id, new Reply.NotSent(whyNot()), begun);
    }
  }

  private String whyNot() {
    return state.fold(
        connecting -> "The connection to the phone system is being made.",
        online -> "The connection to the phone system ends.",
        LinkState.Offline::reason,
        LinkState.NeedsAdmin::reason);
  }

  private void ended(CommandId id, Reply reply, Timer.Sample begun) {
    open.decrementAndGet();
    CommandOutcome outcome = reply.toOutcome();
    metrics.command(outcome, begun);
    tell("outcome", () -> listener.outcome(id, outcome));
  }

  private void state(LinkState next) {
    state = next;
    metrics.state(next);
    tell("state", () -> listener.state(next));
  }

  /** A listener that fails must not take the link down. */
  private static void tell(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOGGER.error("The gateway failed to handle a message of the phone system ({}).", what, e);
    }
  }
}
