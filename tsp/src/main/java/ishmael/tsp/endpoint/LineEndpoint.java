package ishmael.tsp.endpoint;

import ishmael.tsp.link.Acceptor;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's end of the line protocol: accepts peers, shakes hands, keeps them alive and hands
 * their requests to {@link Lines}. Source: docs/line-protocol.md.
 *
 * <p>Threads: one that accepts, one that watches, and a reader and a writer for each peer; see
 * docs/threads.md.
 */
public final class LineEndpoint implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LineEndpoint.class.getName());
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Connections in the handshake that may be open beside the welcome peers. */
  private static final int MAX_STRANGERS = 4;

  private final Lines lines;
  private final EndpointSettings settings;
  private final LinkCounters counters;
  private final Acceptor acceptor;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("line-watch", task));

  /** Guarded by itself. */
  private final Set<PeerLink> links = new HashSet<>();

  /** Links that have a place among the welcome peers; guarded by {@link #links}. */
  private final Set<PeerLink> seated = new HashSet<>();

  private long lastNumber;

  private LineEndpoint(
      LocalServer server, Lines lines, EndpointSettings settings, LinkCounters counters) {
    this.lines = lines;
    this.settings = settings;
    this.counters = counters;
    acceptor =
        new Acceptor(
            "line-accept", server, this::open, () -> counters.add(LinkEvent.ACCEPT_FAILED));
  }

  /** Starts to serve; the endpoint closes the server when it is closed itself. */
  public static LineEndpoint start(
      LocalServer server, Lines lines, EndpointSettings settings, LinkCounters counters) {
    LineEndpoint endpoint = new LineEndpoint(server, lines, settings, counters);
    endpoint.acceptor.start();
    endpoint.startWatch();
    LOG.log(Level.INFO, "lines are served on {0}", server.address());
    return endpoint;
  }

  private void startWatch() {
    long shortest =
        Math.min(
            settings.ping().toMillis(),
            Math.min(settings.silence().toMillis(), settings.handshake().toMillis()));
    long period = Math.max(1, Math.min(500, shortest / 4));
    var unused =
        watch.scheduleWithFixedDelay(this::checkLinks, period, period, TimeUnit.MILLISECONDS);
  }

  private void checkLinks() {
    for (PeerLink link : openLinks()) {
      checkLink(link);
    }
  }

  /** A failure costs this peer its connection; the watch goes on for all others. */
  private static void checkLink(PeerLink link) {
    try {
      link.check(System.nanoTime());
    } catch (RuntimeException reason) {
      LOG.log(Level.ERROR, link + " can not be watched", reason);
      link.disconnect("the gateway failed");
    }
  }

  private List<PeerLink> openLinks() {
    synchronized (links) {
      return new ArrayList<>(links);
    }
  }

  private void open(LocalConnection connection) {
    counters.add(LinkEvent.CONNECTION);
    PeerLink link = new PeerLink(++lastNumber, connection, this);
    boolean room;
    synchronized (links) {
      room = !acceptor.closing() && links.size() < settings.maxPeers() + MAX_STRANGERS;
      if (room) {
        links.add(link);
      }
    }
    if (room) {
      link.start();
    } else {
      counters.add(LinkEvent.CROWDED);
      LOG.log(Level.WARNING, "too many connections; {0} is closed unheard", connection.peer());
      connection.close();
    }
  }

  /** Gives a link a place among the welcome peers, if there is one. */
  boolean seat(PeerLink link) {
    synchronized (links) {
      return seated.size() < settings.maxPeers() && seated.add(link);
    }
  }

  void closed(PeerLink link) {
    synchronized (links) {
      seated.remove(link);
      links.remove(link);
      links.notifyAll();
    }
  }

  Lines lines() {
    return lines;
  }

  EndpointSettings settings() {
    return settings;
  }

  LinkCounters counters() {
    return counters;
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Disconnects all peers and ends all threads; waits for that, 5 s at most. */
  @Override
  public void close() {
    acceptor.close();
    watch.shutdownNow();
    for (PeerLink link : openLinks()) {
      link.disconnect("the gateway ends");
    }
    try {
      if (!allClosed(System.nanoTime() + CLOSE_LIMIT.toNanos())) {
        LOG.log(Level.WARNING, "peers were not closed within {0}", CLOSE_LIMIT);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean allClosed(long deadline) throws InterruptedException {
    boolean accepted = acceptor.awaitEnd(CLOSE_LIMIT);
    synchronized (links) {
      long left = deadline - System.nanoTime();
      while (!links.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(links, left);
        left = deadline - System.nanoTime();
      }
      return links.isEmpty() && accepted;
    }
  }
}
