package ishmael.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InquiriesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Inquiries inquiries = new Inquiries(nanos::get);

  @Test
  void mayAsk_withinAMinute_isNo() {
    assertThat(inquiries.mayAsk("oven")).isTrue();
    assertThat(inquiries.mayAsk("oven")).isFalse();
    assertThat(inquiries.mayAsk("stove")).isTrue();

    nanos.addAndGet(Duration.ofSeconds(61).toNanos());

    assertThat(inquiries.mayAsk("oven")).isTrue();
  }

  @Test
  void isStranger_forAnHour_isYes() {
    inquiries.nobodyHas("oven");

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(inquiries.isStranger("oven")).isTrue();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(inquiries.isStranger("oven")).isFalse();
  }

  @Test
  void memory_manyNames_isBounded() {
    int kept = 0;
    for (int i = 0; i < 30_000; i++) {
      inquiries.nobodyHas("phone " + i);
    }
    for (int i = 0; i < 30_000; i++) {
      kept += inquiries.isStranger("phone " + i) ? 1 : 0;
    }

    assertThat(kept).isBetween(5_000, 10_000);
  }
}
