package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Windows on which a test runs Java programs to their end. */
final class WindowsPrograms implements AutoCloseable {
  private final Folder folder = Folder.temporary();
  private final WinePrefix prefix;
  private final WineJava java;

  /** What a program left behind: its exit code and all it said. */
  record Ended(int code, List<String> output, String errors) {}

  WindowsPrograms(List<Path> classPath) throws IOException {
    WineRoot root = WineRoot.find();
    prefix = root.newPrefix();
    java = new WineJava(root, prefix, classPath);
  }

  WineJava java() {
    return java;
  }

  Path folder() {
    return folder.path();
  }

  /** Returns a file below the project's folder that the build has made. */
  static Path built(String path) {
    Path file = Path.of(System.getProperty("ishmael.project", ".")).resolve(path).toAbsolutePath();
    assertThat(file).exists();
    return file.normalize();
  }

  /** Runs a program; it fails the test if it takes longer than the limit. */
  Ended run(Duration limit, String... mainClassAndArguments) throws Exception {
    Path errors = Files.createTempFile(folder(), "errors", ".txt");
    Process process =
        prefix.start(java.command(List.of(mainClassAndArguments)), Redirect.to(errors.toFile()));
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    }
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException e) {
                return e.toString();
              }
            });
    try {
      assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
          .as("the end of %s within %s", mainClassAndArguments[0], limit)
          .isTrue();
      List<String> lines = said.get(10, TimeUnit.SECONDS).lines().toList();
      return new Ended(process.exitValue(), lines, text(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Wine writes in another character set than Java. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      prefix.close();
    }
  }
}
