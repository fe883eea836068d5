package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayAuditTest extends GatewayScene {
  @Test
  void auditLog_ofAGateway_beginsAndEndsWithIt() throws Exception {
    Path file = folder.resolve("logs").resolve("audit.jsonl");
    try (Gateway gateway = online(supervisor())) {
      assertThat(gateway.status().counters())
          .containsEntry("ishmael.isolation.audit.lost", 0L)
          .containsEntry("ishmael.isolation.claims", 0L);
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).contains("\"event\":\"started\",\"numbers\":false");
    assertThat(lines.get(lines.size() - 1)).contains("\"event\":\"stopped\"");
  }
}
