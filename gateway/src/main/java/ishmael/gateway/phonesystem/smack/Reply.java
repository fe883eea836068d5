package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.base.CommandAnswer;
import ishmael.linemapper.CommandOutcome;
import java.util.Optional;

/** How a question to the server ended. */
sealed interface Reply {

  /** The server answered, with an element we know or without. */
  record Result(Optional<Element> child) implements Reply {}

  /** The server answered with an error iq. */
  record Refused(String condition, String text) implements Reply {}

  /** No answer came; whether the server got the question is unknown. */
  record Silent() implements Reply {}

  /** The question never left. */
  record NotSent(String reason) implements Reply {}

  /** Returns what this means for a command. */
  default CommandOutcome toOutcome() {
    if (this instanceof Result result) {
      return result
          .child()
          .flatMap(CommandAnswer::parse)
          .orElseGet(
              () ->
                  new CommandOutcome.ErrorIq(
                      "undefined-condition", "the answer is neither Success nor Failure"));
    }
    if (this instanceof Refused error) {
      return new CommandOutcome.ErrorIq(error.condition(), error.text());
    }
    return this instanceof NotSent not
        ? new CommandOutcome.NotSent(not.reason())
        : new CommandOutcome.Silence();
  }

  /** Returns in a few words why this is no usable answer. */
  default String complaint() {
    if (this instanceof Result result) {
      return result
          .child()
          .flatMap(CommandAnswer::parse)
          .filter(CommandOutcome.Failure.class::isInstance)
          .map(failure -> ((CommandOutcome.Failure) failure).text())
          .filter(text -> !text.isEmpty())
          .orElse("the answer tells nothing of it");
    }
    if (this instanceof Refused error) {
      return error.condition() + (error.text().isEmpty() ? "" : ": " + error.text());
    }
    return this instanceof NotSent not ? not.reason() : "no answer";
  }
}
