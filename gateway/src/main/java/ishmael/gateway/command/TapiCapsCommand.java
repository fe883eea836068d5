package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiProgram;
import ishmael.gateway.tapi.TapiSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ishmael tapi caps}. */
@Command(
    name = "caps",
    description = "Shows capabilities and status of a line and of its addresses.",
    mixinStandardHelpOptions = true)
final class TapiCapsCommand extends TapiTask {
  @Parameters(
      paramLabel = "LINE",
      description = "Number or name of the line, or a part of the name that only it has.")
  private String line = "";

  @Option(names = "--json", description = "Prints one JSON document, for programs.")
  private boolean json;

  TapiCapsCommand(TapiSource source) {
    super(source);
  }

  @Override
  int run(TapiProgram program) throws TapiException {
    program.caps(line, json);
    return ExitCode.DONE.code();
  }
}
