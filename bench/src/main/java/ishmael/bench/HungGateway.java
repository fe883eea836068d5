package ishmael.bench;

import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Windows in which the provider is measured while its gateway hangs: the two programs below
 * tsp/src/test/native/bench.
 */
final class HungGateway implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;
  private static final String LINK_HELD = "hung";

  private final Path built;
  private final WinePrefix prefix;

  /**
   * Starts a Windows.
   *
   * @param built the folder of what the build of the provider makes
   */
  HungGateway(Path built) throws IOException {
    this.built = built;
    if (!Files.exists(built.resolve("bench/measure.exe"))) {
      throw new IOException("nothing is built in " + built + "; use ./ishmael bench provider");
    }
    prefix = WineRoot.find().newPrefix();
  }

  /**
   * Lets a gateway show its lines and hang, and measures.
   *
   * @throws IOException if a program fails, or the link was lost while it was measured
   */
  List<FunctionTimes> measure(int lines, int calls, int samples) throws IOException {
    Process gateway = start("hung-gateway.exe", Integer.toString(lines), Integer.toString(calls));
    // a gateway that says nothing is ended, and so is what it says
    CompletableFuture.delayedExecutor(2 * LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(gateway::destroyForcibly);
    try (BufferedReader said = output(gateway)) {
      expect(said.readLine(), "ready");
      Process measuring =
          start(
              "measure.exe",
              WineRoot.toWindowsPath(built.resolve("x64/ishmael.tsp")),
              WineRoot.toWindowsPath(built.resolve("bench/empty.tsp")),
              Integer.toString(lines),
              Integer.toString(calls),
              Integer.toString(samples));
      List<FunctionTimes> times = read(measuring);
      expect(said.readLine(), "hangs");
      return times;
    } finally {
      gateway.destroyForcibly();
    }
  }

  private Process start(String program, String... arguments) throws IOException {
    String file = built.resolve("bench").resolve(program).toString();
    return prefix.start(WindowsCommand.of(file, arguments), Redirect.INHERIT);
  }

  /** The measuring program prints less than fits into a pipe: first its end, then its output. */
  private static List<FunctionTimes> read(Process measuring) throws IOException {
    try (BufferedReader said = output(measuring)) {
      if (!measuring.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || measuring.exitValue() != 0) {
        throw new IOException("measuring failed or did not end within " + LIMIT_SECONDS + " s");
      }
      List<FunctionTimes> times = new ArrayList<>();
      String line = said.readLine();
      while (line != null && line.matches(".* \\d+")) {
        times.add(FunctionTimes.of(line));
        line = said.readLine();
      }
      expect(line, LINK_HELD);
      return times;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while measuring");
    } finally {
      measuring.destroyForcibly();
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void expect(@Nullable String said, String expected) throws IOException {
    if (!expected.equals(said)) {
      throw new IOException("expected was '" + expected + "', not '" + said + "'");
    }
  }

  @Override
  public void close() throws IOException {
    prefix.close();
  }
}
