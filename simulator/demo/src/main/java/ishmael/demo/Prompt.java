package ishmael.demo;

import ishmael.simulator.phonesystem.engine.UserAccount;
import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.ArgumentCompleter;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The demo's prompt: a line editor with completion and history; events appear above it. */
final class Prompt implements AutoCloseable {
  private final Terminal terminal;
  private final LineReader reader;

  Prompt(List<UserAccount> users) throws IOException {
    terminal = TerminalBuilder.builder().name("ishmael").build();
    List<String> names =
        users.stream().filter(user -> !user.extension().isEmpty()).map(UserAccount::name).toList();
    ArgumentCompleter completer =
        new ArgumentCompleter(
            new StringsCompleter(Commands.VERBS),
            new StringsCompleter(names),
            new StringsCompleter("answer", "hangup"),
            NullCompleter.INSTANCE);
    completer.setStrict(false);
    reader = LineReaderBuilder.builder().terminal(terminal).completer(completer).build();
  }

  /** Shows a line above the one being typed. May be called by any thread. */
  void show(String line) {
    reader.printAbove(line);
  }

  /** Reads and carries out lines until quit or the end of input. */
  void run(Commands commands) throws IOException {
    while (true) {
      String line;
      try {
        line = reader.readLine("ishmael> ");
      } catch (EndOfFileException | UserInterruptException e) {
        return;
      }
      if (line.strip().equals("quit")) {
        return;
      }
      String answer = commands.carryOut(line);
      if (!answer.isEmpty()) {
        terminal.writer().println(answer);
        terminal.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
