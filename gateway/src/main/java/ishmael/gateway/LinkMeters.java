package ishmael.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.LinkEvent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  /**
   * Returns counts and values by name; meters that differ by tags are added up, and are there one
   * by one as well, such as {@code name{tag=value}}.
   */
  static Map<String, Long> numbers(MeterRegistry registry) {
    Map<String, Long> numbers = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      for (Measurement one : meter.measure()) {
        Statistic kind = one.getStatistic();
        if (kind == Statistic.COUNT || kind == Statistic.VALUE) {
          numbers.merge(meter.getId().getName(), (long) one.getValue(), Long::sum);
          if (!meter.getId().getTags().isEmpty()) {
            numbers.merge(tagged(meter.getId()), (long) one.getValue(), Long::sum);
          }
        }
      }
    }
    return numbers;
  }

  private static String tagged(Meter.Id id) {
    return id.getTags().stream()
        .map(tag -> tag.getKey() + '=' + tag.getValue())
        .collect(Collectors.joining(",", id.getName() + '{', "}"));
  }
}
