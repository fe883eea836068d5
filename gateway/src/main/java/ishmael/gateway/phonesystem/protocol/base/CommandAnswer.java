package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.CommandOutcome;
import java.util.Optional;

/** Reads base.Success and base.Failure. */
public final class CommandAnswer {
  private CommandAnswer() {}

  /** Returns the outcome, or nothing if the answer is neither. */
  public static Optional<CommandOutcome> parse(Element cmd) {
    Optional<Element> failure = Cmd.find(cmd, "Failure");
    if (failure.isPresent()) {
      return Optional.of(new CommandOutcome.Failure(message(failure.get())));
    }
    return Cmd.find(cmd, "Success").map(success -> new CommandOutcome.Success(message(success)));
  }

  private static String message(Element answer) {
    return answer.textOf("message").orElse(answer.text());
  }
}
