package ishmael.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code ishmael bench}; without a command it prints help. */
@Command(
    name = "ishmael bench",
    description = "Measures Ishmael, each figure against a baseline in the same run.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private final CommandLine line;

  private Main(Path project, Path results) {
    line = new CommandLine(this);
    line.addSubcommand(new PhoneSystemCommand(results));
    line.addSubcommand(new ProviderCommand(project.resolve("tsp/target/native"), results));
    line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Path project = Path.of(System.getProperty("ishmael.project", "."));
    System.exit(line(project, project.resolve("bench").resolve("results")).execute(arguments));
  }

  /**
   * Makes the command line.
   *
   * @param project the folder of all sources and what is built of them
   * @param results the folder of the saved figures
   */
  static CommandLine line(Path project, Path results) {
    return new Main(project, results).line;
  }

  @Override
  public Integer call() {
    line.usage(line.getOut());
    return 0;
  }
}
