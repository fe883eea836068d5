package ishmael.gateway.phonesystem.smack;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.gateway.directory.Inquiries;
import ishmael.gateway.directory.PhoneBook;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
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
  private final DirectoryFeed.Books books;
  private final UserDirectory directory;
  private final Backoff backoff;
  private final LoginMethods methods;
  private final LongSupplier idRandom;
  private final ServerRound servers;
  private final HomeWatch home;
  private final NetworkWatch network;
  private final Activity activity = new Activity();
  private volatile LinkState state = new LinkState.Connecting();
  private Optional<Link> link = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private ImmutableList<User> reported = ImmutableList.of();
  private PhoneSystemOptions current;
  private boolean wasSupervisor;
  private boolean returning;
  private boolean closed;
  private long attempts;
  private int refusals;
  private int conflicts;
  private long onlineSince;

  Lifecycle(
      PhoneSystemOptions options,
      PhoneSystemListener listener,
      LinkMetrics metrics,
      LinkLoop loop,
      LongSupplier idRandom,
      Surroundings surroundings) {
    this.options = options;
    this.current = options;
    this.listener = listener;
    this.metrics = metrics;
    this.loop = loop;
    this.idRandom = idRandom;
    directory = new UserDirectory(Ticker.systemTicker(), options.timing().directoryRefresh());
    books =
        new DirectoryFeed.Books(
            directory,
            new PhoneBook(),
            new Inquiries(Ticker.systemTicker()),
            new DirectoryNews(metrics));
    backoff =
        new Backoff(
            options.timing().firstRetry(),
            options.timing().lastRetry(),
            () -> ThreadLocalRandom.current().nextDouble());
    servers = new ServerRound(options, surroundings.names(), loop);
    home =
        new HomeWatch(
            loop, surroundings.probe(), options.timing().looks().probe(), options.returnAfter());
    network =
        new NetworkWatch(
            loop,
            options.timing().looks().networkPoll(),
            surroundings.addresses(),
            surroundings.clock());
    refusals = options.refusals().count();
    methods = new LoginMethods(refusals);
  }

  /** Makes one attempt; the next ones follow by themselves. */
  void attempt() {
    if (refusals >= LinkProblem.ATTEMPTS) {
      giveUp(LinkProblem.refusedTooOften(options.user()));
      return;
    }
    state(new LinkState.Connecting());
    servers.next(this::connect);
  }

  /** An account that was a supervisor must not come back as less: its lines would be removed. */
  private void connect(ServerAddress server) {
    if (closed) {
      return;
    }
    PhoneSystemOptions there = options.at(server);
    current = wasSupervisor ? there.requiringSupervisor() : there;
    try {
      Link made = Link.of(current, loop, this, attempts++, methods);
      link = Optional.of(made);
      made.open();
    } catch (LinkException e) {
      retry(e.problem(), false);
    }
  }

  /** Sends a command; {@code then} is called exactly once, within the time that is left. */
  void submit(PhoneCommand command, Duration left, Consumer<Reply> then) {
    if (left.isNegative() || left.isZero()) {
      then.accept(new Reply.NotSent("the gateway was too busy to send the command in time"));
    } else if (session.isPresent() && state instanceof LinkState.Online) {
      activity.commandBegins();
      session
          .get()
          .submit(
              command,
              left,
              reply -> {
                activity.commandEnds();
                then.accept(reply);
              });
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
    closed = true;
    network.stop();
    endLink(LinkProblem.closing());
  }

  @Override
  public void loggedIn(Link its) {
    refusals = 0;
    options.refusals().remember(0);
    String prefix = "i" + HexFormat.of().toHexDigits(idRandom.getAsLong()) + "-";
    Requests requests = new Requests(its::send, loop, prefix, options.timing().commandLimit());
    Session made = new Session(its, current, requests, books, loop, metrics, this);
    session = Optional.of(made);
    made.begin();
  }

  @Override
  public void received(Link its, Inbound inbound) {
    session.ifPresent(one -> one.received(inbound));
  }

  @Override
  public void ended(Link its, LinkProblem problem) {
    boolean stood = false;
    if (state instanceof LinkState.Online) {
      Duration up = Duration.ofNanos(System.nanoTime() - onlineSince);
      backoff.wasUp(up);
      stood = up.compareTo(options.timing().lastRetry()) >= 0;
      if (up.compareTo(options.timing().conflictPause()) > 0) {
        conflicts = 0;
      }
    }
    endLink(problem);
    retry(problem, stood);
  }

  @Override
  public void online(UserName account, boolean supervisor, User own) {
    onlineSince = System.nanoTime();
    wasSupervisor = supervisor;
    if (returning) {
      returning = false;
      home.satisfied();
    }
    servers.better().ifPresent(first -> home.start(first, activity::quiet, () -> goTo(first)));
    network.whileOnline(() -> link.ifPresent(Link::suspect));
    report();
    state(new LinkState.Online(account, supervisor, own));
  }

  /** Leaves a backup that serves for the first server. */
  private void goTo(ServerAddress first) {
    LinkProblem problem = LinkProblem.returning(first.toString());
    endLink(problem);
    servers.toFirst();
    returning = true;
    state(new LinkState.Offline(problem.sentence(), Duration.ZERO));
    attempt();
  }

  @Override
  public void event(PhoneEvent event) {
    activity.event(event);
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
    home.stop();
    network.stop();
    activity.clear();
    link.ifPresent(Link::end);
    link = Optional.empty();
    ending.ifPresent(one -> one.end(problem.sentence()));
  }

  private void retry(LinkProblem problem, boolean stood) {
    if (returning && problem.kind() == LinkProblem.Kind.RETRY) {
      returning = false;
      home.disappointed();
    }
    switch (problem.kind()) {
      case RETRY -> {
        boolean again = stood || servers.failed();
        retrySoon(problem.sentence(), again ? backoff.next() : options.timing().firstRetry());
      }
      case STAY -> retrySoon(problem.sentence(), backoff.next());
      case REFUSED -> {
        options.refusals().remember(++refusals);
        if (refusals < LinkProblem.ATTEMPTS) {
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

  /** Pauses, but not longer than until the network comes back. */
  private void retrySoon(String sentence, Duration pause) {
    Runnable cancel = retryAfter(sentence, pause);
    network.whileOffline(
        () -> {
          cancel.run();
          attempt();
        });
  }

  @CanIgnoreReturnValue
  private Runnable retryAfter(String sentence, Duration pause) {
    LOGGER.debug("{} Next attempt in {} ms.", sentence, pause.toMillis());
    Runnable cancel =
        loop.after(
            pause,
            () -> {
              network.stop();
              attempt();
            });
    state(new LinkState.Offline(sentence, pause));
    return cancel;
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
    } catch (RuntimeException | Error e) {
      LOGGER.error("The gateway failed to handle a message of the phone system ({}).", what, e);
    }
  }
}
