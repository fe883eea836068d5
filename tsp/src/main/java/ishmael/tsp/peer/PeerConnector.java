package ishmael.tsp.peer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects a peer to the gateway, again and again, and gives up connections that are dead. */
final class PeerConnector {
  private static final Logger LOG = System.getLogger(PeerConnector.class.getName());

  private final LocalClient client;
  private final PeerSettings settings;
  private final LinePeer peer;
  private final Backoff backoff;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("line-peer-watch", task));

  @GuardedBy("this")
  private @Nullable PeerSession session;

  /** What was last logged about the connection; the thread's own. */
  private String lastTrouble = "";

  PeerConnector(LocalClient client, PeerSettings settings, LinePeer peer) {
    this.client = client;
    this.settings = settings;
    this.peer = peer;
    backoff =
        new Backoff(
            settings.firstPause(),
            settings.longestPause(),
            () -> ThreadLocalRandom.current().nextDouble());
    thread = daemon("line-peer", this::run);
  }

  static Thread daemon(String name, Runnable task) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    return made;
  }

  void start() {
    long period = Math.max(1, Math.min(500, settings.silence().toMillis() / 4));
    var unused = watch.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
    thread.start();
  }

  private void check() {
    PeerSession current = current();
    if (current == null) {
      return;
    }
    try {
      current.check(System.nanoTime());
    } catch (RuntimeException reason) {
      /* thrown on, it would end the watch for good */
      LOG.log(Level.ERROR, "the connection can not be watched", reason);
      current.end("the peer failed");
    }
  }

  private synchronized @Nullable PeerSession current() {
    return session;
  }

  private void run() {
    try {
      do {
        connectOnce();
      } while (!closing.await(backoff.next().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
      LOG.log(Level.ERROR, "the thread of the line peer was interrupted");
    }
  }

  private void connectOnce() throws InterruptedException {
    try (LocalConnection connection = client.connect()) {
      PeerSession one = new PeerSession(connection, settings, peer);
      if (!enter(one)) {
        return;
      }
      try {
        one.run(this::connected);
        trouble("the gateway has closed the connection");
      } finally {
        leave();
      }
    } catch (IOException | RuntimeException reason) {
      trouble(String.valueOf(reason.getMessage()));
      if (!(reason instanceof IOException)) {
        LOG.log(Level.ERROR, "the line peer failed", reason);
      }
    }
  }

  private void connected() {
    backoff.reset();
    lastTrouble = "";
    LOG.log(Level.INFO, "connected to {0}", client.address());
  }

  /** Logs a trouble, but not each time while it lasts. */
  private void trouble(String what) {
    if (!what.equals(lastTrouble) && closing.getCount() > 0) {
      LOG.log(Level.INFO, "{0}: {1}; trying again", client.address(), what);
    }
    lastTrouble = what;
  }

  private synchronized boolean enter(PeerSession one) {
    if (closing.getCount() == 0) {
      return false;
    }
    session = one;
    return true;
  }

  private synchronized void leave() {
    session = null;
  }

  /** Ends connection and threads; returns whether they ended in time. */
  boolean close(Duration limit) throws InterruptedException {
    closing.countDown();
    watch.shutdownNow();
    PeerSession current = current();
    if (current != null) {
      current.end("the peer ends");
    }
    thread.join(limit.toMillis());
    return !thread.isAlive();
  }
}
