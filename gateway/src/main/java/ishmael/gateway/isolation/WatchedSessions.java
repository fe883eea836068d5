package ishmael.gateway.isolation;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which sessions have ended by comparing lists: one is taken after each notice, once more
 * a little later, as a session is some time in leaving, and at the latest after a minute, so that a
 * missed notice heals.
 */
public final class WatchedSessions implements Sessions {
  private static final Logger LOG = System.getLogger(WatchedSessions.class.getName());
  private static final long STOP_LIMIT_MILLIS = 2_000;

  /**
   * How often lists are taken.
   *
   * @param settled after a notice, once more
   * @param longest without notices
   */
  record Rhythm(Duration settled, Duration longest) {
    static final Rhythm STANDARD = new Rhythm(Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  private final SessionSource source;
  private final Rhythm rhythm;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean closed;
  private @Nullable Thread thread;

  /** The list before, once there was one; the thread's. */
  private @Nullable List<WindowsSession> before;

  private boolean noticed;
  private boolean complained;

  /** Watches the sessions of a source and closes it in the end. */
  public WatchedSessions(SessionSource source) {
    this(source, Rhythm.STANDARD);
  }

  WatchedSessions(SessionSource source, Rhythm rhythm) {
    this.source = source;
    this.rhythm = rhythm;
  }

  @Override
  public synchronized void start(Listener listener) {
    if (thread != null) {
      throw new IllegalStateException("the sessions are watched already");
    }
    Thread begun = new Thread(() -> watch(listener), "ishmael-sessions");
    begun.setDaemon(true);
    thread = begun;
    begun.start();
  }

  private void watch(Listener listener) {
    Duration pause = rhythm.settled();
    try {
      while (!closed) {
        look(listener);
        boolean told = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        pause = told ? rhythm.settled() : rhythm.longest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Listener listener) {
    try {
      List<WindowsSession> now = source.list();
      if (before != null) {
        ended(before, now).forEach(listener::ended);
      }
      before = now;
      if (!noticed) {
        source.begin(news::release);
        noticed = true;
      }
      complained = false;
    } catch (IOException | RuntimeException e) {
      complain(e);
    }
  }

  /** Says it once; further lists are tried all the same. */
  private void complain(Exception problem) {
    if (!complained && !closed) {
      complained = true;
      LOG.log(
          Level.WARNING,
          "Windows does not tell which sessions end ({0}); lines that they hold become free when"
              + " programs close them, at the latest when Windows tells again.",
          String.valueOf(problem.getMessage()));
    }
  }

  /** Returns which sessions of one list are not those of the other. */
  static List<Integer> ended(List<WindowsSession> before, List<WindowsSession> now) {
    return before.stream()
        .filter(old -> now.stream().noneMatch(one -> isSame(old, one)))
        .map(WindowsSession::id)
        .toList();
  }

  /** An id is given anew; who is signed in, and since when, tells the sessions apart. */
  private static boolean isSame(WindowsSession one, WindowsSession other) {
    return one.id() == other.id()
        && one.account().equalsIgnoreCase(other.account())
        && (one.since().equals(other.since()) || !isKnown(one) || !isKnown(other));
  }

  private static boolean isKnown(WindowsSession session) {
    return session.since().isAfter(Instant.EPOCH);
  }

  @Override
  public List<WindowsSession> now() {
    try {
      return source.list();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The sessions can not be listed: {0}", e.getMessage());
      return List.of();
    }
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = thread;
      closed = true;
    }
    news.release();
    source.close();
    if (running != null) {
      try {
        running.join(STOP_LIMIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      running.interrupt();
    }
  }
}
