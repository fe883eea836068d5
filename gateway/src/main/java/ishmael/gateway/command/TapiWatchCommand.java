package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiProgram;
import ishmael.gateway.tapi.TapiSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ishmael tapi watch}. */
@Command(
    name = "watch",
    description = "Tells what TAPI says of a line, one line an event, until CTRL-C.",
    mixinStandardHelpOptions = true)
final class TapiWatchCommand extends TapiTask {
  @Parameters(
      paramLabel = "LINE",
      description =
          "Number or name of the line, or a part of the name that only it has; all is each line,"
              + " also those that come later.")
  private String line = "";

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Also adds one JSON object a line to this file. It names callers.")
  private @Nullable Path file;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Ends by itself after that time, such as 30s, 5min or 2h.")
  private @Nullable Duration limit;

  @Option(
      names = "--owner",
      description =
          "Also asks for incoming calls as their owner. TAPI may end a call that has no other owner"
              + " when this ends.")
  private boolean owner;

  TapiWatchCommand(TapiSource source) {
    super(source);
  }

  @Override
  int run(TapiProgram program) throws TapiException {
    program.watch(line, owner, Optional.ofNullable(file), Optional.ofNullable(limit));
    return ExitCode.DONE.code();
  }
}
