package ishmael.tsp.endpoint;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on the links; never reset. Any thread. */
public final class LinkCounters {
  private final Map<LinkEvent, LongAdder> counts = new EnumMap<>(LinkEvent.class);

  /** Starts at 0. */
  public LinkCounters() {
    for (LinkEvent event : LinkEvent.values()) {
      counts.put(event, new LongAdder());
    }
  }

  /** Returns how often it has happened. */
  public long count(LinkEvent event) {
    return adder(event).sum();
  }

  void add(LinkEvent event) {
    adder(event).increment();
  }

  private LongAdder adder(LinkEvent event) {
    LongAdder adder = counts.get(event);
    if (adder == null) {
      throw new AssertionError(event);
    }
    return adder;
  }
}
