package ishmael.demo;

import com.google.common.base.Strings;
import ishmael.demo.IsolationRound.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Who was allowed what on which line under one policy, for people. */
final class IsolationTable {
  private record Cell(String request, Line line, TerminalSession session) {}

  private final String policy;
  private final Map<Cell, String> cells = new HashMap<>();
  private int wrong;

  IsolationTable(String policy) {
    this.policy = policy;
  }

  /** Enters what a request came to, {@code ok} or {@code -} (refused). */
  void put(String request, Line line, TerminalSession session, String outcome, boolean right) {
    cells.put(new Cell(request, line, session), right ? outcome : "WRONG");
    wrong += right ? 0 : 1;
  }

  /** Writes it to a file in this folder. */
  void write(Path folder) throws IOException {
    StringBuilder text =
        new StringBuilder("isolation in Wine, policy " + policy + ": programs by tapi32.dll\n");
    text.append(Strings.padEnd("request, line of", 18, ' '));
    for (Line line : Line.values()) {
      for (TerminalSession session : TerminalSession.values()) {
        text.append(pad(session == TerminalSession.AHAB ? "| " + line.user() : "", session));
      }
    }
    text.append('\n').append(" ".repeat(18));
    row(text, "", true);
    IsolationRound.REQUESTS.forEach(request -> row(text, request, false));
    text.append(String.format("%d cells pass, %d fail%n", cells.size() - wrong, wrong));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(policy + ".txt"), text.toString());
  }

  private void row(StringBuilder text, String request, boolean head) {
    if (!head) {
      text.append(Strings.padEnd(request, 18, ' '));
    }
    for (Line line : Line.values()) {
      for (TerminalSession session : TerminalSession.values()) {
        String cell =
            head ? session.title() : cells.getOrDefault(new Cell(request, line, session), "");
        text.append(pad((session == TerminalSession.AHAB ? "| " : "") + cell, session));
      }
    }
    text.append('\n');
  }

  private static String pad(String text, TerminalSession session) {
    int width = session.title().length() + (session == TerminalSession.AHAB ? 3 : 1);
    return Strings.padEnd(text, width, ' ');
  }
}
