package ishmael.tsp.peer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread on which a peer's events and completions arrive, in order.
 *
 * <p>The queue is bounded by its feeders: the link waits in {@link #awaitRoom} before each frame,
 * and what a frame or call of the peer adds is bounded by the lines and calls that there are.
 */
final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final int FULL = 16_384;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final Object room = new Object();
  private volatile boolean released;
  private volatile boolean ended;

  Delivery(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void add(Runnable task) {
    tasks.add(task);
  }

  /** Waits until the listener has caught up, or the delivery ends. */
  void awaitRoom() throws InterruptedException {
    if (tasks.size() < FULL) {
      return;
    }
    synchronized (room) {
      while (tasks.size() >= FULL / 2 && !released) {
        room.wait(1000);
      }
    }
  }

  /** Lets awaiters go at once, now and later. */
  void release() {
    synchronized (room) {
      released = true;
      room.notifyAll();
    }
  }

  /** Ends the thread once the tasks that are there have run. */
  void end() {
    release();
    ended = true;
    tasks.add(() -> {});
  }

  void join(long millis) throws InterruptedException {
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
  }

  private void run() {
    try {
      while (!ended || !tasks.isEmpty()) {
        Runnable task = tasks.take();
        try {
          task.run();
        } catch (RuntimeException | AssertionError reason) {
          LOG.log(Level.ERROR, "a listener of line events failed", reason);
        }
        if (tasks.size() == FULL / 2) {
          synchronized (room) {
            room.notifyAll();
          }
        }
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
      LOG.log(Level.ERROR, "the thread of line events was interrupted");
    }
  }
}
