package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.domain.IsolationPart;
import ishmael.tsp.link.Acceptor;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Serves admin programs on this machine. Source: docs/admin-protocol.md.
 *
 * <p>Threads: one that accepts, one that watches, and a reader and a writer for each program; see
 * docs/threads.md.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AdminServer.class.getName());
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final int CHECKS_PER_LIMIT = 4;

  private final Methods methods;
  private final AdminLimits limits;
  private final Acceptor acceptor;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("admin-watch", task));

  /** Guarded by itself. */
  private final Set<AdminLink> links = new HashSet<>();

  private long lastNumber;

  /** Whether the last one was turned away; for the acceptor. */
  private boolean crowded;

  private AdminServer(LocalServer server, Methods methods, AdminLimits limits) {
    this.methods = methods;
    this.limits = limits;
    this.acceptor = new Acceptor("admin-accept", server, this::serve, () -> {});
  }

  /** Starts to serve what is asked about {@code site}; closes {@code server} with itself. */
  public static AdminServer start(LocalServer server, AdminSite site) {
    return start(server, site, AdminLimits.OF_PROTOCOL);
  }

  static AdminServer start(LocalServer server, AdminSite site, AdminLimits limits) {
    AdminServer admin = new AdminServer(server, site.methods(), limits);
    site.control().watchIsolation(admin::changed);
    admin.acceptor.start();
    long period = Math.max(1, limits.write().toMillis() / CHECKS_PER_LIMIT);
    var unused =
        admin.watch.scheduleWithFixedDelay(admin::check, period, period, TimeUnit.MILLISECONDS);
    LOG.log(Level.INFO, "Admins are served on {0}.", server.address());
    return admin;
  }

  private void changed(Set<IsolationPart> parts) {
    open().forEach(link -> link.changed(parts));
  }

  private void check() {
    open().forEach(link -> link.check(System.nanoTime()));
  }

  private List<AdminLink> open() {
    synchronized (links) {
      return List.copyOf(links);
    }
  }

  private void serve(LocalConnection connection) {
    if (!connection.allowed()) {
      LOG.log(Level.WARNING, "{0} may not administer; it is disconnected.", connection.peer());
      connection.close();
      return;
    }
    AdminLink link = new AdminLink(++lastNumber, connection, methods, limits, this::ended);
    boolean room;
    synchronized (links) {
      room = !acceptor.closing() && links.size() < limits.connections();
      if (room) {
        links.add(link);
      }
    }
    if (room) {
      LOG.log(Level.DEBUG, "{0} administers.", connection.peer());
      crowded = false;
      link.start();
    } else {
      turnAway(connection);
    }
  }

  /** A fresh connection has room for one line, so this does not wait. */
  private void turnAway(LocalConnection connection) {
    LOG.log(
        crowded ? Level.DEBUG : Level.WARNING,
        "Too many admin programs; {0} is disconnected.",
        connection.peer());
    crowded = true;
    String sentence =
        limits.connections() + " admin programs are connected already; close one of them.";
    try {
      connection.write(ByteBuffer.wrap(AdminLink.refusal(ErrorCode.CROWDED, sentence)));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "It had gone already: {0}", e.getMessage());
    } finally {
      connection.close();
    }
  }

  private void ended(AdminLink link) {
    synchronized (links) {
      links.remove(link);
      links.notifyAll();
    }
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Disconnects everybody and ends all threads; waits for that, 2 s at most. */
  @Override
  public void close() {
    acceptor.close();
    watch.shutdownNow();
    open().forEach(AdminLink::close);
    try {
      boolean accepted = acceptor.awaitEnd(CLOSE_LIMIT);
      if (!allEnded(System.nanoTime() + CLOSE_LIMIT.toNanos()) || !accepted) {
        LOG.log(Level.WARNING, "Admin programs were not disconnected within {0}.", CLOSE_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean allEnded(long deadline) throws InterruptedException {
    synchronized (links) {
      long left = deadline - System.nanoTime();
      while (!links.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(links, left);
        left = deadline - System.nanoTime();
      }
      return links.isEmpty();
    }
  }
}
