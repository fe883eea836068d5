package ishmael.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The child's end of a {@link Child}: reads an order, a line of words, and answers with a line. The
 * child ends with its parent, because then the input ends.
 */
final class Dialogue {
  static final String DONE = "done";
  static final String FAILED = "failed";

  /** Carries orders out. */
  interface Worker {
    /** Returns the words of the answer. */
    String obey(List<String> words) throws Exception;
  }

  private Dialogue() {}

  /** Runs until the parent ends; logs from a level on, to the error output. */
  static void run(Level logged, Worker worker) throws IOException {
    Logger.getLogger("").setLevel(logged);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(worker, line));
    }
  }

  private static String answer(Worker worker, String line) {
    try {
      return DONE + " " + worker.obey(List.of(line.split(" ", -1)));
    } catch (Exception e) {
      return FAILED + " " + line + ": " + e.toString().replace('\n', ' ');
    }
  }
}
