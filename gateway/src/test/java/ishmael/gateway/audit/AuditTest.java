package ishmael.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.settings.AuditSettings;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuditTest extends AuditScene {
  @Test
  void request_done_isWrittenAndNoEvent() throws Exception {
    try (Audit audit = start(settings(false))) {
      audit.request(Entries.done());
    }
    assertThat(written())
        .containsExactly(
            "{\"time\":\"2026-11-23T20:15:00.123Z\",\"event\":\"started\",\"numbers\":false}",
            "{\"time\":\"2026-11-23T20:15:00.123Z\",\"event\":\"request\","
                + "\"account\":\"PEQUOD\\\\ahab\",\"session\":3,\"sid\":\"S-1-5-21-7-8-9-1101\","
                + "\"line\":\"ahab\",\"operation\":\"MakeCall\",\"call\":\"8000000000000007\","
                + "\"result\":\"done\",\"right\":\"owner\"}",
            "{\"time\":\"2026-11-23T20:15:00.123Z\",\"event\":\"stopped\"}");
    assertThat(events.raised).isEmpty();
  }

  @Test
  void request_refused_isWrittenRaisedAndCounted() throws Exception {
    try (Audit audit = start(settings(false))) {
      audit.request(Entries.refused());
      assertThat(events.next())
          .isEqualTo(
              "PEQUOD\\pip (S-1-5-21-7-8-9-1107) in session 7 was refused MakeCall on the line of"
                  + " ahab: it belongs to another account.");
    }
    assertThat(written().get(1))
        .endsWith(
            "\"result\":\"refused\",\"reason\":\"not-own\","
                + "\"error\":\"LINEERR_OPERATIONUNAVAIL\"}");
    assertThat(count("result", "refused", "reason", "not-own")).isEqualTo(1);
    assertThat(events.closed).isTrue();
  }

  private double count(String... tags) {
    return meters.get("ishmael.isolation.requests").tags(tags).counter().count();
  }

  @Test
  void request_refusedWithoutEvents_isWrittenOnly() throws Exception {
    AuditSettings silent = new AuditSettings(file(), 1 << 20, 3, false, false);
    try (Audit audit = start(silent)) {
      audit.request(Entries.refused());
    }
    assertThat(written()).hasSize(3);
    assertThat(events.raised).isEmpty();
    assertThat(events.closed).isTrue();
  }

  @Test
  void file_new_isTheOwnersOnly() throws Exception {
    try (Audit audit = start(settings(false))) {
      audit.administered(Entries.TIME, "PEQUOD\\starbuck", "released the line of pip");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void file_readableByOthers_isClosedToThem() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "half a li");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    try (Audit audit = start(settings(false))) {
      audit.request(Entries.done());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(written()).hasSize(4).first().isEqualTo("half a li");
  }

  @Test
  void close_endsTheThreads() {
    start(settings(false)).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("ishmael-audit"));
  }
}
