package ishmael.bench;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What several rounds of one measurement gave, in the order of the rounds.
 *
 * @param values at least one
 */
record Samples(ImmutableList<Double> values) {
  Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no round was measured");
    }
  }

  static Samples of(List<Double> values) {
    return new Samples(ImmutableList.copyOf(values));
  }

  /** Divides round by round: both sides of a round met the same machine. */
  Samples dividedBy(Samples other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException("not the same number of rounds");
    }
    return of(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / other.values.get(i))
            .toList());
  }

  double median() {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(Double::compare);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Returns median, least and most with two decimals. */
  String spread() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median(), least(), most());
  }
}
