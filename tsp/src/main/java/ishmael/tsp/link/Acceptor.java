package ishmael.tsp.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes the connections of a {@link LocalServer} on a thread of its own, until it is closed. After
 * a failure it rests a second and goes on: the system may have room again.
 *
 * <p>Threads: {@code opened} and {@code failed} are called on the acceptor's thread; what they
 * throw costs that one connection only. Any thread may close and ask.
 */
public final class Acceptor implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Acceptor.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LocalServer server;
  private final Consumer<LocalConnection> opened;
  private final Runnable failed;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Makes an acceptor that does nothing yet.
   *
   * @param name of its thread
   * @param opened owns each connection that it is given
   * @param failed is told of each failure
   */
  public Acceptor(
      String name, LocalServer server, Consumer<LocalConnection> opened, Runnable failed) {
    this.server = server;
    this.opened = opened;
    this.failed = failed;
    thread = new Thread(this::accept, name);
    thread.setDaemon(true);
  }

  /** Begins to accept. */
  public void start() {
    thread.start();
  }

  private void accept() {
    while (!closing()) {
      try {
        opened.accept(server.accept());
      } catch (ClosedChannelException closed) {
        if (!closing()) {
          LOG.log(Level.ERROR, "{0} was closed by somebody else", server.address());
        }
        return;
      } catch (IOException | RuntimeException reason) {
        failed.run();
        LOG.log(Level.WARNING, "a connection to " + server.address() + " failed", reason);
        if (pauseEnded()) {
          return;
        }
      }
    }
  }

  private boolean pauseEnded() {
    try {
      return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Says whether {@link #close} was called: what is opened now must not stay. */
  public boolean closing() {
    return closing.getCount() == 0;
  }

  /** Closes the server and lets the thread end; does not wait for it. May be repeated. */
  @Override
  public void close() {
    closing.countDown();
    server.close();
  }

  /** Waits until the thread has ended, so long at most; returns whether it has. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    return !thread.isAlive();
  }
}
