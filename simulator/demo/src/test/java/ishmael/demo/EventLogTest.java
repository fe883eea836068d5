package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.demo.TapiEvent.LineChange;
import ishmael.demo.TapiEvent.LineEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final EventLog log = new EventLog(event -> {});

  private static LineEvent event(int line) {
    return new LineEvent(Instant.EPOCH, String.valueOf(line), LineChange.CREATED);
  }

  private EventLog.Found<LineEvent> await(int position, int line, Duration limit) throws Exception {
    return log.await(
        position, LineEvent.class, e -> e.line().equals(String.valueOf(line)), "it", limit);
  }

  @Test
  void add_moreThanAreKept_forgetsTheOldestAndKeepsPositions() throws Exception {
    int all = 2 * EventLog.KEPT + 7;
    for (int i = 0; i < all; i++) {
      log.add(event(i));
    }

    assertThat(log.position()).isEqualTo(all);
    assertThat(log.since(0)).hasSize(EventLog.KEPT).startsWith(event(all - EventLog.KEPT));
    assertThat(log.since(all - 2)).containsExactly(event(all - 2), event(all - 1));
    assertThat(log.since(all)).isEmpty();
    assertThat(await(0, all - 3, LIMIT).next()).isEqualTo(all - 2);
    assertThatThrownBy(() -> await(0, 3, Duration.ZERO)).isInstanceOf(UnexpectedException.class);
  }

  @Test
  void await_equalEventsBefore_goesOnBehindTheOneThatWasFound() throws Exception {
    log.add(event(1));
    log.add(event(2));
    log.add(event(1));

    int behindTheFirst = await(0, 1, LIMIT).next();
    assertThat(behindTheFirst).isEqualTo(1);
    assertThat(await(behindTheFirst, 1, LIMIT).next()).isEqualTo(3);
  }

  @Test
  void await_whatComesLater_isFound() throws Exception {
    Thread later = new Thread(() -> log.add(event(5)), "later");
    later.start();
    assertThat(await(0, 5, LIMIT).event()).isEqualTo(event(5));
    later.join(LIMIT.toMillis());
  }
}
