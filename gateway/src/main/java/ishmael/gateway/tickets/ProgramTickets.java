package ishmael.gateway.tickets;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.gateway.isolation.Tickets;
import ishmael.linemapper.Caller;
import ishmael.tsp.link.Acceptor;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The place where programs show their tickets. What counts is who the system says is at the other
 * end, not what is written there. Source: docs/line-protocol.md, Tickets; ADR 026.
 *
 * <p>Threads: {@code ishmael-tickets} accepts, up to eight {@code ishmael-ticket} read one ticket
 * each, {@code ishmael-tickets-limit} ends what takes longer than two seconds.
 */
public final class ProgramTickets implements Tickets {
  private static final Logger LOG = System.getLogger(ProgramTickets.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int READERS = 8;

  private final TicketBook book;
  private final Acceptor acceptor;
  private final ThreadPoolExecutor readers =
      new ThreadPoolExecutor(
          0,
          READERS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> daemon("ishmael-ticket", work));
  private final ScheduledThreadPoolExecutor limits =
      new ScheduledThreadPoolExecutor(1, work -> daemon("ishmael-tickets-limit", work));
  private volatile Runnable listener = () -> {};

  private ProgramTickets(LocalServer server, Ticker ticker) {
    acceptor = new Acceptor("ishmael-tickets", server, this::serve, () -> {});
    book = new TicketBook(ticker);
    limits.setRemoveOnCancelPolicy(true);
  }

  /** Starts to serve; it closes the server when it is closed itself. */
  public static ProgramTickets start(LocalServer server) {
    return start(server, Ticker.systemTicker());
  }

  static ProgramTickets start(LocalServer server, Ticker ticker) {
    ProgramTickets tickets = new ProgramTickets(server, ticker);
    tickets.acceptor.start();
    LOG.log(Level.INFO, "Programs show who they are on {0}.", server.address());
    return tickets;
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void listener(Runnable news) {
    listener = news;
  }

  @Override
  public Optional<Caller.Known> of(Caller.Asked asked) {
    return book.of(asked.ticket());
  }

  private void serve(LocalConnection connection) {
    try {
      readers.execute(() -> take(connection));
    } catch (RejectedExecutionException crowded) {
      LOG.log(Level.DEBUG, "Too many programs show tickets; {0} is not heard.", connection.peer());
      connection.close();
    }
  }

  private void take(LocalConnection connection) {
    try (connection) {
      var limit = limits.schedule(connection::close, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      try {
        hear(connection);
      } finally {
        limit.cancel(false);
      }
    } catch (IOException | RejectedExecutionException reason) {
      LOG.log(Level.DEBUG, "{0} did not show a ticket: {1}", connection.peer(), reason.toString());
    }
  }

  private void hear(LocalConnection connection) throws IOException {
    Optional<TicketMessage.Shown> shown = TicketMessage.read(connection);
    if (shown.isPresent()) {
      if (book.show(shown.get().ticket(), shown.get().who())) {
        listener.run();
      }
      TicketMessage.confirm(connection);
    }
  }

  /** Ends all threads; a program that shows a ticket at the moment is not heard. */
  @Override
  public void close() {
    acceptor.close();
    limits.shutdown();
    readers.shutdown();
  }
}
