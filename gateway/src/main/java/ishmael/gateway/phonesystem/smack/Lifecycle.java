package ishmael.gateway.phonesystem.smack;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of the link: one connection after the other, with the right pause in between. Only the
 * loop calls it, but {@link #state} may be asked by any thread.
 */
final class Lifecycle implements Link.Owner, Session.Owner {
  private static final Logger LOGGER = LoggerFactory.getLogger(Lifecycle.class);

  private final PhoneSystemOptions options;
  private final PhoneSystemListener listener;
  private final LinkMetrics metrics;
  private final LinkLoop loop;
  private final UserDirectory directory = new UserDirectory(Ticker.systemTicker());
  private final Backoff backoff;
  private final LoginMethods methods = new LoginMethods();
  private final LongSupplier idRandom;
  private volatile LinkState state = new LinkState.Connecting();
  private Optional<Link> link = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private ImmutableList<User> reported = ImmutableList.of();
  private long attempts;
  private int refusals;
  private int conflicts;
  private long onlineSince;

  Lifecycle(
      PhoneSystemOptions options,
      PhoneSystemListener listener,
      LinkMetrics metrics,
      LinkLoop loop,
      LongSupplier idRandom) {
    this.options = options;
    this.listener = listener;
    this.metrics = metrics;
    this.loop = loop;
    this.idRandom = idRandom;
    backoff =
        new Backoff(
            options.timing().firstRetry(),
            options.timing().lastRetry(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Makes one attempt; the next ones follow by themselves. */
  void attempt() {
    state(new LinkState.Connecting());
    try {
      Link made = Link.of(options, loop, this, attempts++, methods);
      link = Optional.of(made);
      made.open();
    } catch (LinkException e) {
      retry(e.problem());
    }
  }

  /** Sends a command; {@code then} is called exactly once, within the limit. */
  void submit(PhoneCommand command, Consumer<Reply> then) {
    if (session.isPresent() && state instanceof LinkState.Online) {
      session.get().submit(command, then);
    } else {
      then.accept(new Reply.NotSent(whyNot()));
    }
  }

  void askDirectory(String deviceOrExtension) {
    session.ifPresent(one -> one.askDirectory(deviceOrExtension));
  }

  void outcome(CommandId id, CommandOutcome outcome) {
    tell("outcome", () -> listener.outcome(id, outcome));
  }

  LinkState state() {
    return state;
  }

  /** Ends the present connection and begins a new one after the usual pause. */
  void renew(String reason) {
    link.ifPresent(its -> ended(its, LinkProblem.renewal(reason)));
  }

  /** Ends the link for good. */
  void end() {
    endLink(LinkProblem.closing());
  }

  @Override
  public void loggedIn(Link its) {
    refusals = 0;
    String prefix = "i" + HexFormat.of().toHexDigits(idRandom.getAsLong()) + "-";
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

  private String whyNot() {
    return state.fold(
        connecting -> "The connection to the phone system is being made.",
        online -> "The connection to the phone system ends.",
        LinkState.Offline::reason,
        LinkState.NeedsAdmin::reason);
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
