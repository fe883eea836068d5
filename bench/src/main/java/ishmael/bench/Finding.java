package ishmael.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the report.
 *
 * @param against what the baseline is, in a few words
 * @param unit of baseline and ours
 * @param figure what the bound is for: the ratio of the rounds, or a value by itself
 * @param figureName what the figure is
 * @param bound the most that the figure's median may be; none for what is only told
 */
record Finding(
    String name,
    String against,
    String unit,
    String baseline,
    String ours,
    Samples figure,
    String figureName,
    Optional<Double> bound) {

  /** Compares round by round. */
  static Finding ratio(
      String name,
      String against,
      String unit,
      Samples baseline,
      Samples ours,
      Optional<Double> bound) {
    return new Finding(
        name,
        against,
        unit,
        baseline.spread(),
        ours.spread(),
        ours.dividedBy(baseline),
        "ratio",
        bound);
  }

  /** The same, with no bound to hold. */
  Finding unbound() {
    return new Finding(name, against, unit, baseline, ours, figure, figureName, Optional.empty());
  }

  boolean broken() {
    return bound.isPresent() && figure.median() > bound.get();
  }

  /** Returns a row of a Markdown table. */
  String row() {
    return "| %s | %s | %s | %s | %s | %s %s | %s | %s |"
        .formatted(
            name, against, unit, baseline, ours, figureName, figure.spread(), limit(), verdict());
  }

  private String limit() {
    return bound.map(most -> String.format(Locale.ROOT, "≤ %.2f", most)).orElse("none");
  }

  private String verdict() {
    if (bound.isEmpty()) {
      return "told only";
    }
    return broken() ? "**BROKEN**" : "held";
  }
}
