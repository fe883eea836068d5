package ishmael.gateway.command;

import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
interface Question {
  /** Returns what was typed; nothing if nobody sits there. */
  Optional<String> ask(String prompt);
}
