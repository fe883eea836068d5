package ishmael.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ishmael bench phone-system}. */
@Command(
    name = "phone-system",
    description = "Decoding, directory and events of the link to the phone system; some minutes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all bounds are held",
      "1:a bound is broken, or a measurement failed",
      "2:the command line is wrong"
    })
final class PhoneSystemCommand implements Callable<Integer> {
  private final Path results;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--save", description = "Writes the figures to bench/results/phone-system.md.")
  private boolean save;

  @Option(
      names = "--smoke",
      description = "Measures next to nothing and checks no bounds: shows that all works.")
  private boolean smoke;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Measures these parts only: ${COMPLETION-CANDIDATES}.")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Records the gateway's side of directory and events with Flight Recorder.")
  private @Nullable Path profile;

  /**
   * Makes the command.
   *
   * @param results the folder of the saved figures
   */
  PhoneSystemCommand(Path results) {
    this.results = results;
  }

  @Override
  public Integer call() throws IOException, RunnerException, InterruptedException {
    Effort effort = smoke ? Effort.SMOKE : Effort.FULL;
    Report report = Report.begun(Clock.systemUTC());
    report = report.with(decode(effort)).with(chain(effort));
    if (smoke) {
      report = report.unbound();
    }
    return report.publish(
        line().getOut(),
        save ? Optional.of(results) : Optional.empty(),
        "Phone system",
        "phone-system");
  }

  private List<Finding> decode(Effort effort) throws IOException, RunnerException {
    if (!only.contains(Part.DECODE)) {
      return List.of();
    }
    begins("decode: the gateway's way from text to event, and Smack's own parse");
    return new DecodeRun(effort).run();
  }

  private List<Finding> chain(Effort effort) throws IOException, InterruptedException {
    if (!only.contains(Part.DIRECTORY) && !only.contains(Part.EVENTS)) {
      return List.of();
    }
    try (Trio trio = Trio.start(oursOptions())) {
      Trio.Address full = trio.phoneSystem(effort.users());
      List<Finding> findings = new ArrayList<>();
      if (only.contains(Part.DIRECTORY)) {
        begins("directory: time and memory of the gateway's link, and of bare Smack");
        findings.addAll(new DirectoryRun(trio, full, effort).run());
      }
      if (only.contains(Part.EVENTS)) {
        begins("events: from due to listener, in the gateway's link and in bare Smack");
        findings.addAll(new EventsRun(trio, full, effort).run());
      }
      return findings;
    }
  }

  /** Tells whoever waits; not among the figures. */
  private void begins(String part) {
    line().getErr().println("measuring " + part);
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }

  private List<String> oursOptions() {
    return profile == null
        ? List.of()
        : List.of(
            "-Xlog:jfr+startup=off",
            "-XX:StartFlightRecording=settings=profile,filename=" + profile.toAbsolutePath());
  }
}
