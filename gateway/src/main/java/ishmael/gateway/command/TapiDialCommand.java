package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiProgram;
import ishmael.gateway.tapi.TapiSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ishmael tapi dial}. */
@Command(
    name = "dial",
    description = "Calls a number and tells the call's states to its end; CTRL-C hangs up.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the call was connected, or ended normally",
      "1:TAPI failed, or there is no such line",
      "2:the command line is wrong",
      "5:busy",
      "6:refused: by the provider (LINEERR), or the call was rejected",
      "7:not reached: no answer, no way there",
      "130:ended by CTRL-C"
    })
final class TapiDialCommand extends TapiTask {
  @Parameters(
      index = "0",
      paramLabel = "LINE",
      description = "Number or name of the line, or a part of the name that only it has.")
  private String line = "";

  @Parameters(index = "1", paramLabel = "NUMBER", description = "Given to TAPI as it stands.")
  private String number = "";

  @Option(
      names = "--translate",
      description = "Lets TAPI make the number dialable first, by the rules of the location.")
  private boolean translate;

  @Option(
      names = "--hangup-after",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Hangs up so long after it was dialled, such as 10s.")
  private @Nullable Duration hangUpAfter;

  TapiDialCommand(TapiSource source) {
    super(source);
  }

  @Override
  int run(TapiProgram program) throws TapiException {
    return program.dial(line, number, translate, Optional.ofNullable(hangUpAfter));
  }
}
