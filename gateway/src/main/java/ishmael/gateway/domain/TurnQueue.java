package ishmael.gateway.domain;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The turns that wait for the domain thread, in the order they came, bounded by lane. */
final class TurnQueue {
  private record Waiting(Lane lane, Turn turn) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Waiting> turns = new ArrayDeque<>();
  private final Map<Lane, Integer> bounds;
  private final EnumMap<Lane, Integer> counts = new EnumMap<>(Lane.class);

  TurnQueue() {
    this(bounds());
  }

  TurnQueue(Map<Lane, Integer> bounds) {
    this.bounds = new EnumMap<>(bounds);
  }

  private static Map<Lane, Integer> bounds() {
    EnumMap<Lane, Integer> all = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      all.put(lane, lane.bound());
    }
    return all;
  }

  /** Adds a turn; returns false if the lane is full. Any thread; never waits for room. */
  boolean offer(Lane lane, Turn turn) {
    lock.lock();
    try {
      int count = counts.getOrDefault(lane, 0);
      if (count >= bounds.getOrDefault(lane, lane.bound())) {
        return false;
      }
      counts.put(lane, count + 1);
      turns.add(new Waiting(lane, turn));
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next turn, or returns null if none came within the time. */
  @Nullable Turn poll(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long rest = nanos;
      while (turns.isEmpty() && rest > 0) {
        rest = arrived.awaitNanos(rest);
      }
      Waiting next = turns.poll();
      if (next == null) {
        return null;
      }
      counts.merge(next.lane(), -1, Integer::sum);
      return next.turn();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many turns wait. */
  int size() {
    lock.lock();
    try {
      return turns.size();
    } finally {
      lock.unlock();
    }
  }
}
