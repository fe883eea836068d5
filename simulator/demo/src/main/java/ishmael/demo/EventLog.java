package ishmael.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The newest events of a {@link Telephony} in the order of their arrival. Thread-safe. */
public final class EventLog {
  /** How many are kept: far more than a scene brings about. */
  static final int KEPT = 10_000;

  private final Consumer<TapiEvent> watcher;
  private final Deque<TapiEvent> kept = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  /** Events so far, with those that are forgotten. */
  private int count;

  /** Makes an empty log; {@code watcher} is called for each event on the thread that adds it. */
  public EventLog(Consumer<TapiEvent> watcher) {
    this.watcher = watcher;
  }

  /** Adds an event, and forgets the oldest one if there are too many. */
  public void add(TapiEvent event) {
    lock.lock();
    try {
      if (kept.size() == KEPT) {
        kept.remove();
      }
      kept.add(event);
      count++;
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
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events from a position on, without those that are forgotten. */
  public List<TapiEvent> since(int position) {
    lock.lock();
    try {
      return kept.stream().skip(Math.max(0, position - forgotten())).toList();
    } finally {
      lock.unlock();
    }
  }

  private int forgotten() {
    return count - kept.size();
  }

  /** An event, and the position behind it. */
  public record Found<E extends TapiEvent>(E event, int next) {}

  /**
   * Waits for the first event of a type, at or behind a position, that fulfils the condition.
   *
   * @throws UnexpectedException if there is none within the limit; the message has the events since
   *     the position
   */
  public <E extends TapiEvent> Found<E> await(
      int position, Class<E> type, Predicate<E> condition, String expected, Duration limit)
      throws UnexpectedException {
    long left = limit.toNanos();
    int next = position;
    lock.lock();
    try {
      while (true) {
        List<TapiEvent> fresh = since(next);
        next = count - fresh.size();
        for (TapiEvent event : fresh) {
          next++;
          if (type.isInstance(event) && condition.test(type.cast(event))) {
            return new Found<>(type.cast(event), next);
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
