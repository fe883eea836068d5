package ishmael.tsp.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The requests that the gateway has not answered yet. Not thread-safe. */
final class OpenRequests {
  private final Map<Integer, Open> open = new HashMap<>();
  private final int max;
  private int lastNumber;

  /**
   * One of them.
   *
   * @param created the calls that come into being by it
   * @param since System.nanoTime when it was sent
   */
  record Open(List<Long> created, CompletableFuture<Integer> result, long since) {}

  OpenRequests(int max) {
    this.max = max;
  }

  boolean isFull() {
    return open.size() >= max;
  }

  /** Returns the number of the new request, from 1 to 2,147,483,647. */
  int add(Open request) {
    do {
      lastNumber = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
    } while (open.containsKey(lastNumber));
    open.put(lastNumber, request);
    return lastNumber;
  }

  Optional<Open> remove(int number) {
    return Optional.ofNullable(open.remove(number));
  }

  List<Open> removeAll() {
    List<Open> all = new ArrayList<>(open.values());
    open.clear();
    return all;
  }

  boolean anyOlderThan(long nanos, long now) {
    return open.values().stream().anyMatch(one -> now - one.since() > nanos);
  }
}
