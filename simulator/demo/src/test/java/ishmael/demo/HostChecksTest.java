package ishmael.demo;

import ishmael.demo.WindowsPrograms.Ended;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Accounts and sessions on the Windows Java runtime: one test for each line of the checks. */
@Tag("windows")
@Timeout(240)
final class HostChecksTest {
  private static final int CHECKS = 6;

  @TestFactory
  Stream<DynamicTest> check() throws Exception {
    Ended ended;
    try (WindowsPrograms windows =
        new WindowsPrograms(List.of(WindowsPrograms.built("gateway/target/test-classes")))) {
      ended = windows.run(Duration.ofMinutes(3), "ishmael.gateway.windows.HostChecks");
    }
    return RuntimeChecks.tests(ended, CHECKS);
  }
}
