package ishmael.gateway.domain;

import io.micrometer.core.instrument.MeterRegistry;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.linemapper.CallView;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines and calls, owned by one thread. All methods may be called by any thread and none waits,
 * but {@link #close}.
 *
 * <p>When events come faster than they can be handled and the queue is full, further ones are
 * counted and forgotten and the phone system's link is renewed: the login then yields the truth. A
 * provider that asks faster is disconnected and gets a new snapshot.
 */
public final class Domain implements PhoneSystemListener, IsolationControl, AutoCloseable {
  private static final Logger LOG = System.getLogger(Domain.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final LineMapper mapper;
  private final DomainOptions options;
  private final DomainObserver observer;
  private final TurnQueue queue;
  private final DomainMeters meters;

  private @Nullable DomainThread loop;
  private @Nullable Thread thread;

  /** Whether events are forgotten until the link was renewed. */
  private volatile boolean shedding;

  /** Whether a turn waits that looks at what became known of accounts. */
  private final AtomicBoolean newsWaits = new AtomicBoolean();

  private volatile boolean closed;

  /** Makes the domain; turns wait until {@link #start}. */
  public Domain(
      LineMapper mapper, DomainOptions options, MeterRegistry registry, DomainObserver observer) {
    this(mapper, options, registry, observer, new TurnQueue());
  }

  Domain(
      LineMapper mapper,
      DomainOptions options,
      MeterRegistry registry,
      DomainObserver observer,
      TurnQueue queue) {
    this.mapper = mapper;
    this.options = options;
    this.observer = observer;
    this.queue = queue;
    this.meters = new DomainMeters(registry, queue);
  }

  /** Begins to work; commands go to {@code phones}. The second call fails. */
  public synchronized void start(PhoneSystem phones) {
    if (loop != null) {
      throw new IllegalStateException("the domain thread runs already");
    }
    SteadyClock clock = new SteadyClock(options.clock(), System::nanoTime);
    Gate gate = new Gate(options.guard());
    Runnable news = this::accountsKnown;
    options.guard().accounts().listener(news);
    options.guard().tickets().listener(news);
    Switchboard board = new Switchboard(mapper, phones, clock, options.selected(), gate);
    options.remembered().ifPresent(board::remember);
    DomainThread work = new DomainThread(board, queue, meters, observer, options.slowTurn());
    Thread worker = new Thread(work, "ishmael-domain");
    loop = work;
    thread = worker;
    worker.start();
  }

  @Override
  public void state(LinkState state) {
    if (!(state instanceof LinkState.Online)) {
      shedding = false;
    }
    control(board -> board.link(state));
  }

  @Override
  public void event(PhoneEvent event) {
    if (shedding) {
      meters.shed.increment();
      return;
    }
    meters.events.increment();
    if (!queue.offer(Lane.EVENT, board -> board.event(event))) {
      shedding = true;
      meters.shed.increment();
      LOG.log(
          Level.WARNING,
          "{0} events wait; further ones are forgotten and the link is renewed.",
          queue.size());
      control(Switchboard::renewLink);
    }
  }

  @Override
  public void outcome(CommandId id, CommandOutcome outcome) {
    control(board -> board.outcome(id, outcome));
  }

  @Override
  public void directory(Collection<User> users) {
    List<User> copy = List.copyOf(users);
    control(board -> board.directory(copy));
  }

  /** A provider has introduced itself and still has these calls. */
  public void connected(Provider provider, List<CallView> held) {
    control(board -> board.connected(provider, held));
  }

  /** A provider asks for something. */
  public void request(Provider provider, LineRequest request) {
    ask(provider, board -> board.request(provider, request));
  }

  /** A provider asks for something that can not be. */
  public void refuse(Provider provider, int request, LineError error) {
    ask(provider, board -> board.refuse(provider, request, error));
  }

  private void ask(Provider provider, Turn turn) {
    meters.requests.increment();
    if (!queue.offer(Lane.REQUEST, turn)) {
      meters.refusedProviders.increment();
      provider.disconnect("it asks faster than the gateway can answer");
    }
  }

  /** A provider's connection has ended. */
  public void gone(long provider) {
    control(board -> board.gone(provider));
  }

  /** A session of the terminal server has ended. */
  public void sessionEnded(int session) {
    control(board -> board.sessionEnded(session));
  }

  /**
   * Another policy is in force, from the next request on.
   *
   * @param next is asked on the domain thread, in its turn: what an admin has set before that
   *     counts
   */
  public void policy(Supplier<IsolationPolicy> next) {
    control(board -> board.policy(next.get()));
  }

  /** Something became known of an account; what comes in before the turn is one turn with it. */
  private void accountsKnown() {
    if (newsWaits.compareAndSet(false, true)) {
      control(
          board -> {
            newsWaits.set(false);
            board.accountsKnown();
          });
    }
  }

  private void control(Turn turn) {
    if (!closed && !queue.offer(Lane.CONTROL, turn)) {
      observer.failed("the domain thread is stuck");
    }
  }

  /**
   * Handles what waits, disconnects the providers and ends the thread; takes two seconds at most.
   */
  @Override
  public synchronized void close() {
    DomainThread work = loop;
    Thread worker = thread;
    if (closed || work == null || worker == null) {
      closed = true;
      return;
    }
    control(board -> work.stop());
    closed = true;
    try {
      worker.join(STOP_LIMIT.toMillis());
      if (worker.isAlive()) {
        LOG.log(Level.WARNING, "The domain thread did not end in time; it is interrupted.");
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletableFuture<IsolationReport> isolation() {
    return ask(board -> board.isolation().report());
  }

  @Override
  public CompletableFuture<List<Claim>> release(UserName line, String who) {
    return ask(board -> board.release(line, who));
  }

  @Override
  public CompletableFuture<List<Claim>> policy(IsolationPolicy next, String who, String what) {
    return ask(board -> board.administer(next, who, what));
  }

  @Override
  public void watchIsolation(Consumer<Set<IsolationPart>> listener) {
    control(board -> board.isolation().watch(listener));
  }

  private <T> CompletableFuture<T> ask(Function<Switchboard, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    control(
        board -> {
          try {
            answer.complete(question.apply(board));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            throw e;
          }
        });
    return answer;
  }
}
