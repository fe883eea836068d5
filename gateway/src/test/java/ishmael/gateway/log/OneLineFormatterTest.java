package ishmael.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineFormatterTest {
  private final OneLineFormatter formatter = new OneLineFormatter(ZoneOffset.ofHours(1));

  private static LogRecord record(Level level, String text) {
    LogRecord record = new LogRecord(level, text);
    record.setInstant(Instant.parse("2026-11-23T10:00:00.120Z"));
    record.setLoggerName("ishmael.gateway.Gateway");
    return record;
  }

  @Test
  void format_message_isOneLine() {
    assertThat(formatter.format(record(Level.INFO, "online")))
        .isEqualTo("2026-11-23T11:00:00.120+01:00 INFO  Gateway: online" + System.lineSeparator());
  }

  @Test
  void format_lineBreaksFromOutside_becomeBlanks() {
    assertThat(formatter.format(record(Level.WARNING, "a\r\n2026 ERROR forged\u0007")))
        .isEqualTo(
            "2026-11-23T11:00:00.120+01:00 WARN  Gateway: a 2026 ERROR forged"
                + System.lineSeparator());
  }

  @Test
  void format_failure_hasCausesAndPlaceInTheLine() {
    LogRecord record = record(Level.SEVERE, "failed");
    record.setThrown(new IllegalStateException("no", new IOException("disk\nfull")));
    String line = formatter.format(record);
    assertThat(line.stripTrailing())
        .doesNotContain("\n")
        .contains(
            "ERROR Gateway: failed [java.lang.IllegalStateException: no < java.io.IOException: disk"
                + " full at OneLineFormatterTest.java:");
  }
}
