package ishmael.gateway.command;

import java.io.Console;
import java.util.Optional;

/** The terminal that a person sits at. */
final class Terminal {
  private Terminal() {}

  /** Asks the person there for a line; nothing if nobody is there. */
  static Optional<String> ask(String prompt) {
    return find().map(console -> console.readLine("%s", prompt));
  }

  /**
   * Returns the console if both its ends are a terminal. From Java 22 on there is a console also
   * without one, and a method that tells; before, a console was a terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static Optional<Console> find() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    try {
      Object answer = Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(answer) ? Optional.of(console) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.of(console);
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
