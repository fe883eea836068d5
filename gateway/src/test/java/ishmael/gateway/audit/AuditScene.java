package ishmael.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.settings.AuditSettings;
import ishmael.gateway.settings.OwnerOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** An audit log in a folder of its own, whose clock stands and whose events are kept. */
abstract class AuditScene {
  static final int SECONDS = 60;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Events events = new Events();

  @TempDir Path folder;

  /** Keeps what was raised. */
  static final class Events implements EventLog {
    final LinkedBlockingQueue<String> raised = new LinkedBlockingQueue<>();
    volatile boolean closed;

    @Override
    public void refused(String text) {
      raised.add(text);
    }

    @Override
    public void close() {
      closed = true;
    }

    String next() throws InterruptedException {
      String text = raised.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(text).as("an event").isNotNull();
      return text;
    }
  }

  static InstantSource clock() {
    return InstantSource.fixed(Entries.TIME);
  }

  Path file() {
    return folder.resolve("logs").resolve("audit.jsonl");
  }

  AuditSettings settings(boolean numbers) {
    return new AuditSettings(file(), 1 << 20, 3, numbers, true);
  }

  Audit start(AuditSettings settings) {
    return Audit.start(settings, new OwnerOnly(), events, meters, clock());
  }

  List<String> written() throws Exception {
    return Files.readAllLines(file());
  }
}
