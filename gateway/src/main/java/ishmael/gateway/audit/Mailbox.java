package ishmael.gateway.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a thread, in order and bounded. Any thread puts in and never waits; one thread
 * takes out.
 */
final class Mailbox<T> {
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Deque<T> waiting = new ArrayDeque<>();
  private long lost;
  private long lostBefore;
  private boolean closed;

  /**
   * What was taken out.
   *
   * @param lost how many found no room behind these
   * @param last whether nothing comes any more
   */
  record Batch<T>(List<T> items, long lost, boolean last) {}

  Mailbox(int bound) {
    this.bound = bound;
  }

  /** Puts one in; counts it as lost if there is no room, or nobody takes any more. */
  void put(T one) {
    lock.lock();
    try {
      if (closed || waiting.size() >= bound) {
        lost++;
      } else {
        waiting.add(one);
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes out everything; waits until there is something, or the end, or the time is over. */
  Batch<T> take(Duration limit) throws InterruptedException {
    long rest = limit.toNanos();
    lock.lock();
    try {
      while (waiting.isEmpty() && lost == 0 && !closed && rest > 0) {
        rest = news.awaitNanos(rest);
      }
      Batch<T> batch = new Batch<>(new ArrayList<>(waiting), lost, closed);
      waiting.clear();
      lostBefore += lost;
      lost = 0;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Says whether this is not closed yet. */
  boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long, or until this is closed. */
  void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    lock.lock();
    try {
      for (long rest = time.toNanos(); rest > 0 && !closed; rest = end - System.nanoTime()) {
        news.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more. */
  void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts some that were taken out as lost. */
  void lose(long count) {
    lock.lock();
    try {
      lostBefore += count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many were lost in all. */
  long lost() {
    lock.lock();
    try {
      return lostBefore + lost;
    } finally {
      lock.unlock();
    }
  }
}
