package ishmael.linemapper;

/** How a command to the phone system ended. */
public sealed interface CommandOutcome {

  /** The phone system took the command (base.Success). */
  record Success(String text) implements CommandOutcome {}

  /** The phone system refused the command (base.Failure). */
  record Failure(String text) implements CommandOutcome {}

  /** The XMPP server answered with an error iq. */
  record ErrorIq(String condition, String text) implements CommandOutcome {}

  /** No answer came in time; whether the command was carried out is unknown. */
  record Silence() implements CommandOutcome {}

  /** The command never left the gateway. */
  record NotSent(String reason) implements CommandOutcome {}

  /** Says whether the phone system took the command. */
  default boolean taken() {
    return this instanceof Success;
  }
}
