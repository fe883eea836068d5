package ishmael.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ishmael bench provider}. */
@Command(
    name = "provider",
    description = "The provider DLL's functions with 2,000 lines while the gateway hangs, in Wine.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all bounds are held",
      "1:a bound is broken, or a measurement failed",
      "2:the command line is wrong"
    })
final class ProviderCommand implements Callable<Integer> {
  private final Path built;
  private final Path results;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--save", description = "Writes the figures to bench/results/provider.md.")
  private boolean save;

  @Option(
      names = "--smoke",
      description = "Measures next to nothing and checks no bounds: shows that all works.")
  private boolean smoke;

  /**
   * Makes the command.
   *
   * @param built the folder of what the build of the provider makes
   * @param results the folder of the saved figures
   */
  ProviderCommand(Path built, Path results) {
    this.built = built;
    this.results = results;
  }

  @Override
  public Integer call() throws IOException {
    Report report = Report.begun(Clock.systemUTC());
    line().getErr().println("measuring the provider while its gateway hangs");
    try (HungGateway windows = new HungGateway(built.toAbsolutePath().normalize())) {
      report = report.with((smoke ? ProviderRun.SMOKE : ProviderRun.FULL).run(windows));
    }
    if (smoke) {
      report = report.unbound();
    }
    return report.publish(
        line().getOut(), save ? Optional.of(results) : Optional.empty(), "Provider", "provider");
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }
}
