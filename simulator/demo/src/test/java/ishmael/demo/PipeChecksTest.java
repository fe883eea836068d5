package ishmael.demo;

import ishmael.demo.WindowsPrograms.Ended;
import ishmael.simulator.windows.WineRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The named pipes on the Windows Java runtime: one test for each line that the checks print. */
@Tag("windows")
@Timeout(240)
final class PipeChecksTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int CHECKS = 16;

  @TestFactory
  Stream<DynamicTest> check() throws Exception {
    Path program = WindowsPrograms.built("tsp/target/native/x64/pipe-check.exe");
    Ended ended;
    try (WindowsPrograms windows =
        new WindowsPrograms(List.of(WindowsPrograms.built("tsp/target/test-classes")))) {
      ended =
          windows.run(
              LIMIT,
              "-Dishmael.pipe-check=" + WineRoot.toWindowsPath(program),
              "ishmael.tsp.link.windows.PipeChecks");
    }
    return RuntimeChecks.tests(ended, CHECKS);
  }
}
