package ishmael.gateway.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.Caller;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketBookTest {
  private static final Caller.Known AHAB = new Caller.Known("S-1-5-21-1-2-3-1001", 3);
  private static final Caller.Known STARBUCK = new Caller.Known("S-1-5-21-1-2-3-1002", 4);

  private final AtomicLong nanos = new AtomicLong();
  private final TicketBook book = new TicketBook(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void of_shownAfterItIsAskedFor_isKnown() {
    assertThat(book.of("t")).isEmpty();
    assertThat(book.show("t", AHAB)).isTrue();
    assertThat(book.of("t")).contains(AHAB);
    assertThat(book.of("t")).contains(AHAB);
  }

  @Test
  void of_shownBeforeItIsAskedFor_isKnown() {
    assertThat(book.show("t", AHAB)).isFalse();
    assertThat(book.of("t")).contains(AHAB);
  }

  @Test
  void show_twice_firstCounts() {
    assertThat(book.of("t")).isEmpty();
    assertThat(book.show("t", AHAB)).isTrue();
    assertThat(book.show("t", STARBUCK)).isFalse();
    assertThat(book.of("t")).contains(AHAB);
  }

  @Test
  void of_afterAMinute_isForgotten() {
    book.show("early", AHAB);
    book.of("asked");
    pass(TicketBook.KEPT.plusMillis(1));
    assertThat(book.of("early")).isEmpty();
    assertThat(book.show("asked", AHAB)).isFalse();
  }

  @Test
  void show_floodOfOneAccount_pushesOutNothingOfOthers() {
    book.of("asked");
    book.show("early", AHAB);
    for (int i = 0; i < 100_000; i++) {
      book.show("flood " + i, STARBUCK);
    }
    assertThat(book.show("asked", AHAB)).isTrue();
    assertThat(book.of("early")).contains(AHAB);
  }

  @Test
  void show_byTwoBeforeItIsAskedFor_countsForOneOfThem() {
    book.show("t", AHAB);
    book.show("t", STARBUCK);
    assertThat(book.of("t")).isPresent();
  }
}
