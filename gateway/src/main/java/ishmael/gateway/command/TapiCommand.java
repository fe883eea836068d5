package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ishmael tapi}. */
@Command(
    name = "tapi",
    description =
        "A TAPI program of its own: shows what Windows' TAPI says of the lines of any provider, and"
            + " dials. Works on Windows only.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TapiCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private TapiCommand() {}

  static CommandLine line(TapiSource source) {
    CommandLine line = new CommandLine(new TapiCommand());
    line.addSubcommand("list", new TapiListCommand(source));
    line.addSubcommand("caps", new TapiCapsCommand(source));
    line.addSubcommand("watch", new TapiWatchCommand(source));
    line.addSubcommand("dial", new TapiDialCommand(source));
    return line;
  }

  @Override
  public void run() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not made by the command line");
    }
    throw new CommandLine.ParameterException(
        own.commandLine(), "Say what: list, caps, watch or dial.");
  }
}
