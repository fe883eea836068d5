package ishmael.demo;

import ishmael.simulator.windows.WinePrefix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Windows programs that use the lines, beside the telephony service. */
final class Programs {
  private static final Logger LOG = System.getLogger(Programs.class.getName());

  /** Long enough for a call; a program that watches for ever is ended. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final WinePrefix prefix;
  private final WineJava java;
  private final Path errors;

  /** Programs of a prefix in which tapi32.dll is {@linkplain #install installed}. */
  Programs(WinePrefix prefix, WineJava java, Path folder) {
    this.prefix = prefix;
    this.java = java;
    this.errors = folder.resolve("program-errors.txt");
  }

  /** Puts the tapi32.dll for 64-bit and for 32-bit programs where Windows has them. */
  static void install(WinePrefix prefix, Path x64, Path x86) throws IOException {
    Path windows = prefix.driveC().resolve("windows");
    copy(x64, windows.resolve("system32/tapi32.dll"));
    copy(x86, windows.resolve("syswow64/tapi32.dll"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns how a person runs a program of their own on these lines. */
  String hint() {
    return "A program of yours runs on these lines with: simulator/windows/wine/run --prefix "
        + prefix.driveC().getParent()
        + " --env WINEDLLOVERRIDES=tapi32=n -- PROGRAM";
  }

  /** Runs {@code ishmael tapi} to its end; returns what it said. */
  String tapi(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("ishmael.gateway.Main", "tapi"));
    line.addAll(arguments);
    Process process =
        prefix.start(
            java.command(line).withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n")),
            Redirect.to(errors.toFile()));
    process.getOutputStream().close();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> copy(process.getInputStream(), said), "program-output");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      reader.join(LIMIT.toMillis());
      String text = said.toString(StandardCharsets.UTF_8) + complaints();
      return text.stripTrailing() + (ended ? "" : "\nEnded after " + LIMIT.toSeconds() + " s.");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a program runs");
    }
  }

  /** Without what Java says of Wine each time. */
  private String complaints() throws IOException {
    return Files.readString(errors)
        .lines()
        .filter(line -> !line.contains("process group affinity failed"))
        .collect(Collectors.joining("\n"));
  }

  private static void copy(InputStream from, OutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A program was ended while it wrote.", e);
    }
  }
}
