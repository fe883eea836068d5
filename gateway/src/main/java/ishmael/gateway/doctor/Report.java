package ishmael.gateway.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.doctor.Outcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How findings are shown. Plain text, no colours. */
public final class Report {
  private static final String INDENT = " ".repeat(9);

  private Report() {}

  /** Returns the lines of one finding. */
  public static List<String> lines(Finding finding) {
    Outcome outcome = finding.outcome();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-8s %-14s %8s  %s",
            outcome.kind().title(),
            finding.step().title(),
            time(finding),
            outcome.text()));
    if (!outcome.advice().isEmpty()) {
      lines.add(INDENT + "do: " + outcome.advice());
    }
    outcome.details().forEach(detail -> lines.add(INDENT + detail));
    return lines;
  }

  /** Returns the last line. */
  public static String summary(List<Finding> findings) {
    long failed = count(findings, Kind.FAILED);
    long warnings = count(findings, Kind.WARNING);
    if (failed == 0) {
      return warnings == 0 ? "All is well." : "It works; warnings: " + warnings + ".";
    }
    return "Failed: "
        + failed
        + ", skipped: "
        + count(findings, Kind.SKIPPED)
        + (warnings == 0 ? "" : ", warnings: " + warnings)
        + ". Begin with the first that failed.";
  }

  /** Says whether all is as it should be, apart from warnings. */
  public static boolean well(List<Finding> findings) {
    return count(findings, Kind.FAILED) == 0;
  }

  /** Returns everything for a program. */
  public static ObjectNode json(String settings, List<Finding> findings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("settings", settings).put("ok", well(findings));
    ArrayNode steps = root.putArray("steps");
    for (Finding one : findings) {
      ObjectNode step = steps.addObject();
      step.put("step", one.step().title())
          .put("result", one.outcome().kind().title())
          .put("milliseconds", one.took().toMillis())
          .put("text", one.outcome().text());
      ArrayNode details = step.putArray("details");
      one.outcome().details().forEach(detail -> details.add(detail.strip()));
      step.put("do", one.outcome().advice());
    }
    return root;
  }

  private static String time(Finding finding) {
    return finding.outcome().kind() == Kind.SKIPPED ? "" : finding.took().toMillis() + " ms";
  }

  private static long count(List<Finding> findings, Kind kind) {
    return findings.stream().filter(one -> one.outcome().kind() == kind).count();
  }
}
