package ishmael.bench;

import ishmael.bench.FunctionTimes.Kind;
import ishmael.bench.FunctionTimes.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Measures each function of the provider in several rounds, each with a new gateway that hangs.
 *
 * @param lines all of them open
 * @param calls each on a line of its own
 * @param samples of each function in a round; of those that leave something behind fewer
 */
record ProviderRun(int rounds, int lines, int calls, int samples) {
  static final ProviderRun FULL = new ProviderRun(7, 2_000, 50, 20_000);
  static final ProviderRun SMOKE = new ProviderRun(1, 50, 5, 200);

  /** No synchronous function may take longer, but for one call of a thousand. */
  private static final double BOUND_MICROS = 1_000;

  /** Returns a finding for each function, in the order in which they are measured. */
  List<Finding> run(HungGateway windows) throws IOException {
    Map<String, List<FunctionTimes>> byName = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      for (FunctionTimes times : windows.measure(lines, calls, samples)) {
        byName.computeIfAbsent(times.name(), name -> new ArrayList<>()).add(times);
      }
    }
    return byName.values().stream().map(ProviderRun::finding).toList();
  }

  static Finding finding(List<FunctionTimes> rounds) {
    FunctionTimes first = rounds.get(0);
    return new Finding(
        title(first),
        "an empty function of a bare provider",
        "µs",
        column(rounds, FunctionTimes::baseline),
        column(rounds, FunctionTimes::ours),
        samples(rounds, FunctionTimes::ours, Times::p999),
        "p99.9 in µs",
        first.kind() == Kind.SYNC ? Optional.of(BOUND_MICROS) : Optional.empty());
  }

  private static String title(FunctionTimes times) {
    String refused =
        times.succeeded() == times.samples()
            ? ""
            : String.format(
                Locale.ROOT,
                ", %d of %d refused",
                times.samples() - times.succeeded(),
                times.samples());
    return switch (times.kind()) {
      case SYNC -> times.name() + refused;
      case ASYNC -> times.name() + " (the call only)" + refused;
      case SYSTEM -> times.name() + " of Wine, by itself";
    };
  }

  private static String column(List<FunctionTimes> rounds, Function<FunctionTimes, Times> whose) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99.9 %.1f, maximum %.0f",
        samples(rounds, whose, Times::p50).median(),
        samples(rounds, whose, Times::p999).median(),
        samples(rounds, whose, Times::most).most());
  }

  private static Samples samples(
      List<FunctionTimes> rounds,
      Function<FunctionTimes, Times> whose,
      ToDoubleFunction<Times> which) {
    return Samples.of(
        rounds.stream().map(round -> which.applyAsDouble(whose.apply(round))).toList());
  }
}
