package ishmael.gateway.command;

import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiProgram;
import ishmael.gateway.tapi.TapiSource;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command of {@code ishmael tapi}; CTRL-C ends it in order. */
abstract class TapiTask implements Callable<Integer> {
  private final TapiSource source;

  @Spec private @Nullable CommandSpec spec;

  TapiTask(TapiSource source) {
    this.source = source;
  }

  @Override
  public final Integer call() throws TapiException {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not made by the command line");
    }
    try (Interruption interruption = Interruption.begin()) {
      return run(
          new TapiProgram(
              source,
              own.commandLine().getOut(),
              Clock.system(ZoneId.systemDefault()),
              interruption::asked));
    }
  }

  /** Does it; returns the exit code. */
  abstract int run(TapiProgram program) throws TapiException;
}
