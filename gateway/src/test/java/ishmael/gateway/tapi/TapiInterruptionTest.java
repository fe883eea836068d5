package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TapiInterruptionTest {
  @TempDir Path folder;

  @Test
  @Timeout(120)
  @DisabledOnOs(OS.WINDOWS)
  void watch_toldToEnd_closesLineAndTapi() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWatch.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String first = said.readLine();
      assertThat(first).endsWith(" START lines=1");
      assertThat(process.toHandle().destroy()).isTrue(); // leaves the streams open
      List<String> rest = said.lines().toList();
      assertThat(rest).hasSize(2);
      assertThat(rest.get(0)).endsWith(" END");
      assertThat(rest.get(1)).endsWith("close 0, shutdown]");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }
}
