package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider DLLs of both bitnesses and both builds on a Windows: debugger output, trace files,
 * configuration, versions. One test for each line that tsp/src/test/native/windows prints.
 */
@Tag("windows")
@Timeout(300)
final class ProviderChecksTest {
  private static final Pattern RESULT = Pattern.compile("(not )?ok \\d+ - (.*)");
  private static final int CHECKS = 34;
  private static final int PIPE_CHECKS = 31;
  private static final int LIMIT_SECONDS = 120;

  @TempDir static Path folder;
  private static WinePrefix prefix;

  @BeforeAll
  static void start() throws IOException {
    prefix = WineRoot.find().newPrefix();
  }

  @AfterAll
  static void end() throws IOException {
    prefix.close();
  }

  @TestFactory
  Stream<DynamicTest> production64_onWindows() throws Exception {
    return checks("x64", "x64");
  }

  @TestFactory
  Stream<DynamicTest> debug64_onWindows() throws Exception {
    return checks("x64", "x64-debug");
  }

  @TestFactory
  Stream<DynamicTest> production32_onWindows() throws Exception {
    return checks("x86", "x86");
  }

  @TestFactory
  Stream<DynamicTest> debug32_onWindows() throws Exception {
    return checks("x86", "x86-debug");
  }

  /** Whom it takes for the gateway, with services of this Windows. */
  @TestFactory
  Stream<DynamicTest> pipe64_onWindows() throws Exception {
    return checks("pipe-check", "x64", "x64", PIPE_CHECKS);
  }

  @TestFactory
  Stream<DynamicTest> pipe32_onWindows() throws Exception {
    return checks("pipe-check", "x86", "x86", PIPE_CHECKS);
  }

  private static Stream<DynamicTest> checks(String bits, String build) throws Exception {
    return checks("provider-check", bits, build, CHECKS);
  }

  private static Stream<DynamicTest> checks(String name, String bits, String build, int count)
      throws Exception {
    Path place = Files.createDirectories(folder.resolve(name + "-" + build));
    Path program = place.resolve(name + ".exe");
    Files.copy(WindowsPrograms.built("tsp/target/native/" + bits + "/" + name + ".exe"), program);
    Path dll = WindowsPrograms.built("tsp/target/native/" + build + "/ishmael.tsp");
    List<String> report = run(place, program, dll);
    Stream<DynamicTest> each =
        report.stream()
            .map(RESULT::matcher)
            .filter(Matcher::matches)
            .map(
                line ->
                    DynamicTest.dynamicTest(
                        line.group(2), () -> assertThat(line.group(1)).isNull()));
    DynamicTest all =
        DynamicTest.dynamicTest(
            "all of them ran", () -> assertThat(report).contains("1.." + count));
    return Stream.concat(each, Stream.of(all));
  }

  private static List<String> run(Path place, Path program, Path dll) throws Exception {
    Path output = place.resolve("output.txt");
    WindowsCommand command =
        WindowsCommand.of(WineRoot.toWindowsPath(program), WineRoot.toWindowsPath(dll));
    Process process = prefix.start(command, Redirect.to(place.resolve("errors.txt").toFile()));
    // its output ends with it
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    }
    try {
      Files.copy(process.getInputStream(), output);
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return Files.readAllLines(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
