package ishmael.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The events of a {@link Telephony} in the order of their arrival. Thread-safe. */
public final class EventLog {
  private final Consumer<TapiEvent> watcher;
  private final List<TapiEvent> events = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  /** Makes an empty log; {@code watcher} is called for each event on the thread that adds it. */
  public EventLog(Consumer<TapiEvent> watcher) {
    this.watcher = watcher;
  }

  /** Adds an event. */
  public void add(TapiEvent event) {
    lock.lock();
    try {
      events.add(event);
      added.signalAll();
    } finally {
      lock.unlock();
    }
    watcher.accept(event);
  }

  /** Returns the number of events so far: a position for {@link #await}. */
  public int position() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events from a position on. */
  public List<TapiEvent> since(int position) {
    lock.lock();
    try {
      return List.copyOf(events.subList(position, events.size()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the first event of a type, at or behind a position, that fulfils the condition.
   *
   * @throws UnexpectedException if there is none within the limit; the message has the events since
   *     the position
   */
  public <E extends TapiEvent> E await(
      int position, Class<E> type, Predicate<E> condition, String expected, Duration limit)
      throws UnexpectedException {
    long left = limit.toNanos();
    int next = position;
    lock.lock();
    try {
      while (true) {
        for (; next < events.size(); next++) {
          if (type.isInstance(events.get(next)) && condition.test(type.cast(events.get(next)))) {
            return type.cast(events.get(next));
          }
        }
        if (left <= 0) {
          throw new UnexpectedException(expected, limit, since(position));
        }
        left = added.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnexpectedException("interrupted while waiting for " + expected);
    } finally {
      lock.unlock();
    }
  }
}
