package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.Failure;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfSubscriptions;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.Success;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.CommandOutcome;
import java.util.List;
import java.util.Optional;

/** How a question to the server ended. */
sealed interface Reply {

  /** The phone system answered; perhaps with nothing that we know. */
  record Result(PhoneSystemAnswer answer) implements Reply {}

  /** The server told the roster. */
  record Roster(List<RosterItem> items) implements Reply {
    /** Copies the list. */
    public Roster {
      items = List.copyOf(items);
    }
  }

  /** The server answered with an error iq. */
  record Refused(String condition, String text) implements Reply {}

  /** No answer came; whether the server got the question is unknown. */
  record Silent() implements Reply {}

  /** The question never left. */
  record NotSent(String reason) implements Reply {}

  /** Returns the user that was told of. */
  default Optional<UserInfo> user() {
    return this instanceof Result result ? result.answer().user() : Optional.empty();
  }

  /** Returns the subscriptions that were told. */
  default Optional<List<Subscription>> subscriptions() {
    return this instanceof Result result && result.answer() instanceof OfSubscriptions told
        ? Optional.of(told.held())
        : Optional.empty();
  }

  /** Returns what this means for a command. */
  default CommandOutcome toOutcome() {
    if (this instanceof Result result && result.answer() instanceof Success success) {
      return new CommandOutcome.Success(success.text());
    }
    if (this instanceof Result result && result.answer() instanceof Failure failure) {
      return new CommandOutcome.Failure(failure.text());
    }
    if (this instanceof Refused error) {
      return new CommandOutcome.ErrorIq(error.condition(), error.text());
    }
    if (this instanceof NotSent not) {
      return new CommandOutcome.NotSent(not.reason());
    }
    return this instanceof Silent
        ? new CommandOutcome.Silence()
        : new CommandOutcome.ErrorIq(
            "undefined-condition", "the answer is neither Success nor Failure");
  }

  /** Returns in a few words why this is no usable answer. */
  default String complaint() {
    if (this instanceof Refused error) {
      return error.condition() + (error.text().isEmpty() ? "" : ": " + error.text());
    }
    if (this instanceof NotSent not) {
      return not.reason();
    }
    if (this instanceof Silent) {
      return "no answer";
    }
    return this instanceof Result result
            && result.answer() instanceof Failure failure
            && !failure.text().isEmpty()
        ? failure.text()
        : "the answer tells nothing of it";
  }
}
