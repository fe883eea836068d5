package ishmael.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.isolation.EventLog;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalEventsTest extends AuditScene {
  @Test
  void refused_thousandTimes_isOneEventAndACount() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Entries.TIME);
    try (RefusalEvents raised = new RefusalEvents(events, now::get).start()) {
      raised.refused(Entries.refused());
      assertThat(events.next()).contains("was refused MakeCall");
      for (int time = 1; time < 1_000; time++) {
        raised.refused(Entries.refused());
      }
      raised.refused(Entries.refused(Entries.person(Entries.PIP, 7), "starbuck"));
      assertThat(events.next()).contains("line of starbuck");
      now.set(Entries.TIME.plusSeconds(3_600));
      raised.refused(Entries.refused());
      assertThat(events.next()).contains("999 more times on the line of ahab");
    }
    assertThat(events.raised).hasSizeLessThanOrEqualTo(1);
    assertThat(events.closed).isTrue();
  }

  @Test
  void refused_eventLogFails_othersGoOn() throws Exception {
    EventLog failing =
        new EventLog() {
          @Override
          public void refused(String text) {
            if (text.contains("line of ahab")) {
              throw new IllegalStateException("no service");
            }
            events.refused(text);
          }

          @Override
          public void close() {
            events.close();
          }
        };
    try (RefusalEvents raised = new RefusalEvents(failing, clock()).start()) {
      raised.refused(Entries.refused());
      raised.refused(Entries.refused(Entries.person(Entries.PIP, 7), "starbuck"));
      assertThat(events.next()).contains("line of starbuck");
    }
    assertThat(events.closed).isTrue();
  }

  @Test
  void refused_eventLogHangs_nobodyWaitsAndTheRestIsCounted() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EventLog slow =
        new EventLog() {
          @Override
          public void refused(String text) {
            hangs.countDown();
            try {
              assertThat(goOn.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            events.refused(text);
          }

          @Override
          public void close() {
            events.close();
          }
        };
    RefusalEvents raised = new RefusalEvents(slow, clock()).start();
    raised.refused(Entries.refused());
    assertThat(hangs.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    for (int time = 0; time < 10_000; time++) {
      raised.refused(Entries.refused());
    }
    goOn.countDown();
    raised.close();
    assertThat(events.next()).contains("was refused MakeCall");
    assertThat(events.next()).contains("1024 more times");
    assertThat(events.next()).startsWith("8976 further requests");
  }
}
