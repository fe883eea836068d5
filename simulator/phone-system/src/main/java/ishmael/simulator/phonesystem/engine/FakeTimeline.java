package ishmael.simulator.phonesystem.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Supplier;

/** Time that stands still until {@link #advance} is called; tasks run on the caller's thread. */
public final class FakeTimeline implements Timeline {
  private static final class Waiting {
    final Instant due;
    final long order;
    final Runnable task;

    Waiting(Instant due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }
  }

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.<Waiting, Instant>comparing(w -> w.due).thenComparingLong(w -> w.order));
  private final Queue<Runnable> posted = new ArrayDeque<>();
  private Instant now;
  private long order;
  private boolean running;

  public FakeTimeline(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void post(Runnable task) {
    posted.add(task);
    drain();
  }

  private void drain() {
    if (running) {
      return;
    }
    running = true;
    try {
      for (Runnable next = posted.poll(); next != null; next = posted.poll()) {
        next.run();
      }
    } finally {
      running = false;
    }
  }

  @Override
  public synchronized <T> T call(Supplier<T> task) {
    T result = task.get();
    drain();
    return result;
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable task) {
    Waiting entry = new Waiting(now.plus(delay), order++, task);
    waiting.add(entry);
    return () -> cancel(entry);
  }

  private synchronized void cancel(Waiting entry) {
    waiting.remove(entry);
  }

  /** Moves time forward and runs, in order, what falls due. */
  public synchronized void advance(Duration step) {
    Instant end = now.plus(step);
    for (Waiting next = waiting.peek();
        next != null && !next.due.isAfter(end);
        next = waiting.peek()) {
      waiting.remove(next);
      now = next.due;
      next.task.run();
      drain();
    }
    now = end;
  }

  @Override
  public synchronized void close() {
    waiting.clear();
  }
}
