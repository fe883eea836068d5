package ishmael.simulator.windows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one of the shell scripts of this module to its end. */
final class Script {
  private Script() {}

  /**
   * Waits for the script; it is killed at the limit.
   *
   * @throws IOException if it fails or does not end in time, with what it said
   */
  static void run(Duration limit, Path script, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(arguments));
    Path said = Files.createTempFile("ishmael-script", ".txt");
    try {
      Process process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
        throw new IOException(script.getFileName() + " did not end within " + limit);
      }
      if (process.exitValue() != 0) {
        throw new IOException(Files.readString(said, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in " + script.getFileName());
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
