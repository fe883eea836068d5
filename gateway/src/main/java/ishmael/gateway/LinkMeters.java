package ishmael.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.LinkEvent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The counters of the line links as meters, and all meters as numbers. */
final class LinkMeters {
  private LinkMeters() {}

  /** Names each counter {@code ishmael.lines.…}. */
  static void register(LinkCounters counters, MeterRegistry registry) {
    for (LinkEvent event : LinkEvent.values()) {
      String name = "ishmael.lines." + event.name().toLowerCase(Locale.ROOT).replace('_', '.');
      FunctionCounter.builder(name, counters, all -> all.count(event)).register(registry);
    }
  }

  static Map<String, Long> numbers(MeterRegistry registry) {
    Map<String, Long> numbers = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      for (Measurement first : meter.measure()) {
        numbers.putIfAbsent(meter.getId().getName(), (long) first.getValue());
      }
    }
    return numbers;
  }
}
