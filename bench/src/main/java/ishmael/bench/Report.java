package ishmael.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figures with what they were measured on.
 *
 * @param load the machine's load average before the first measurement; negative if unknown
 */
record Report(
    LocalDateTime date, String machine, String java, double load, List<Finding> findings) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  Report {
    findings = ImmutableList.copyOf(findings);
  }

  /** Begins a report with this machine's kind and load. */
  static Report begun(Clock clock) {
    return new Report(
        LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES),
        machineKind(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        List.of());
  }

  Report with(List<Finding> more) {
    return new Report(
        date,
        machine,
        java,
        load,
        Stream.concat(findings.stream(), more.stream()).collect(ImmutableList.toImmutableList()));
  }

  /** The same, with no bounds to hold. */
  Report unbound() {
    return new Report(date, machine, java, load, findings.stream().map(Finding::unbound).toList());
  }

  boolean broken() {
    return findings.stream().anyMatch(Finding::broken);
  }

  /** Returns what was measured, on what, and the table. */
  String figures() {
    return """
        - Date: %s UTC
        - Machine: %s; load average before the first measurement %s
        - Java: %s
        - Each cell: median (least–most) of the rounds; a ratio is ours divided by the baseline of the same round.

        %s"""
        .formatted(date, machine, String.format(Locale.ROOT, "%.1f", load), java, table());
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    text.append("| what | baseline is | unit | baseline | ours | figure | bound | |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    findings.forEach(finding -> text.append(finding.row()).append('\n'));
    return text.toString();
  }

  /**
   * Prints the figures, and saves them as a page if that is wanted.
   *
   * @param folder of the saved figures; nothing: they are not saved
   * @param command names the page
   * @return the exit code: 1 if a bound is broken
   */
  int publish(PrintWriter out, Optional<Path> folder, String title, String command)
      throws IOException {
    out.print(figures());
    if (folder.isPresent()) {
      Path file = Files.createDirectories(folder.get()).resolve(command + ".md");
      Files.writeString(file, markdown(title, command));
      out.println("written: " + file);
    }
    out.flush();
    return broken() ? 1 : 0;
  }

  /** Returns a page about what that command measured. */
  String markdown(String title, String command) {
    return """
        # %s: figures

        Made by `./ishmael bench %s --save`; [what they mean](../README.md).

        """
            .formatted(title, command)
        + figures();
  }

  private static String machineKind() {
    return "%s, %d CPUs, %s %s"
        .formatted(
            cpu(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown CPU");
    } catch (IOException e) {
      return "unknown CPU";
    }
  }
}
