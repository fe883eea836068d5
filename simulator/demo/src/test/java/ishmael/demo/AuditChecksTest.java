package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.demo.WindowsPrograms.Ended;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audit log on the Windows Java runtime: its file's access list, and events. */
@Tag("windows")
@Timeout(240)
final class AuditChecksTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void auditLog_onWindows_writesAndRaises() throws Exception {
    Ended ended;
    try (WindowsPrograms windows =
        new WindowsPrograms(List.of(WindowsPrograms.built("gateway/target/test-classes")))) {
      ended = windows.run(LIMIT, "ishmael.gateway.windows.AuditChecks");
    }
    assertThat(ended.output().stream().filter(line -> line.startsWith("ok ")))
        .as(ended.toString())
        .hasSize(3);
    assertThat(ended.code()).as(ended.toString()).isZero();
  }
}
