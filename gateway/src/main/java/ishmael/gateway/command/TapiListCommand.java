package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiProgram;
import ishmael.gateway.tapi.TapiSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ishmael tapi list}. */
@Command(
    name = "list",
    description =
        "Lists all lines of all providers. Opens each one for a moment, to ask whether it is in"
            + " service; a line that refuses is listed with its error.",
    mixinStandardHelpOptions = true)
final class TapiListCommand extends TapiTask {
  @Option(names = "--json", description = "Prints one JSON document, for programs.")
  private boolean json;

  TapiListCommand(TapiSource source) {
    super(source);
  }

  @Override
  int run(TapiProgram program) throws TapiException {
    program.list(json);
    return ExitCode.DONE.code();
  }
}
