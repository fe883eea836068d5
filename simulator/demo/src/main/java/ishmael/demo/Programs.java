package ishmael.demo;

import ishmael.simulator.windows.WinePrefix;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Windows programs that use the lines, beside the telephony service. */
final class Programs {
  /** Long enough for a call; a program that watches for ever is ended. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final WinePrefix prefix;
  private final WineJava java;
  private final Path output;

  /** Programs of a prefix in which tapi32.dll is {@linkplain #install installed}. */
  Programs(WinePrefix prefix, WineJava java, Path folder) {
    this.prefix = prefix;
    this.java = java;
    this.output = folder.resolve("program.txt");
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
            Redirect.to(output.toFile()));
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      return said(process) + (ended ? "" : "\nEnded after " + LIMIT.toSeconds() + " s.");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a program runs");
    }
  }

  private String said(Process process) throws IOException {
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String errors = Files.readString(output);
      return (text + errors).stripTrailing();
    }
  }
}
