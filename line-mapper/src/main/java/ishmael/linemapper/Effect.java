package ishmael.linemapper;

import java.util.Optional;
import java.util.function.Function;

/** What shall happen next, in this order, because of something the mapper was told. */
public sealed interface Effect {

  /** Send this command to the phone system and report its outcome. */
  record Send(CommandId id, PhoneCommand command) implements Effect {}

  /** Answer a request: nothing is success. */
  record Answered(RequestKey key, Optional<LineError> error) implements Effect {}

  /** Show a line that is new or changed. */
  record LineShown(LineView line) implements Effect {}

  /** A line exists no more. */
  record LineGone(LineId line) implements Effect {}

  /** Show a call that is new or changed; state IDLE is the last of a call. */
  record CallShown(CallView call) implements Effect {}

  /**
   * Ask the directory again: an event named a phone or an extension that nobody is known to have.
   */
  record AskDirectory(String deviceOrExtension) implements Effect {}

  /** Calls the function that belongs to this kind of effect. */
  default <R> R fold(
      Function<Send, R> onSend,
      Function<Answered, R> onAnswered,
      Function<LineShown, R> onLineShown,
      Function<LineGone, R> onLineGone,
      Function<CallShown, R> onCallShown,
      Function<AskDirectory, R> onAskDirectory) {
    if (this instanceof Send send) {
      return onSend.apply(send);
    }
    if (this instanceof Answered answered) {
      return onAnswered.apply(answered);
    }
    if (this instanceof LineShown shown) {
      return onLineShown.apply(shown);
    }
    if (this instanceof LineGone gone) {
      return onLineGone.apply(gone);
    }
    if (this instanceof CallShown call) {
      return onCallShown.apply(call);
    }
    return onAskDirectory.apply((AskDirectory) this);
  }
}
