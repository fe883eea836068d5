package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final Duration SUSPICION = Duration.ofSeconds(5);

  private final ManualTimers timers = new ManualTimers();
  private final List<Outgoing> pings = new ArrayList<>();
  private final List<LinkProblem> problems = new ArrayList<>();
  private boolean serverReads = true;
  private final Heartbeat heartbeat =
      new Heartbeat(timers, PERIOD, "pbx", this::send, problems::add);

  private boolean send(Outgoing ping) {
    pings.add(ping);
    return !serverReads || ping.begin();
  }

  @BeforeEach
  void start() {
    heartbeat.start();
  }

  @Test
  void beat_signsOfLife_linkLives() {
    for (int i = 0; i < 10; i++) {
      heartbeat.heard();
      timers.advance(PERIOD);
    }

    assertThat(problems).isEmpty();
    assertThat(pings).hasSize(10);
  }

  @Test
  void beat_twoWithoutASignOfLife_isDead() {
    timers.advance(PERIOD);
    assertThat(problems).isEmpty();

    timers.advance(PERIOD);

    assertThat(problems).containsExactly(LinkProblem.silent("pbx", PERIOD.multipliedBy(2)));
  }

  @Test
  void beat_pingsThatNeverLeave_isDead() {
    serverReads = false;
    for (int i = 0; i < 3; i++) {
      heartbeat.heard();
      timers.advance(PERIOD);
    }

    assertThat(problems).containsExactly(LinkProblem.notReading("pbx", PERIOD.multipliedBy(2)));
  }

  @Test
  void suspect_noAnswer_isDeadSoon() {
    heartbeat.heard();
    heartbeat.suspect();

    timers.advance(SUSPICION);

    assertThat(problems).containsExactly(LinkProblem.silent("pbx", SUSPICION));
  }

  @Test
  void suspect_answerJustBeforeABeat_linkLives() {
    timers.advance(PERIOD.minusSeconds(1));
    heartbeat.suspect();
    heartbeat.heard();

    timers.advance(SUSPICION);

    assertThat(pings).hasSize(2);
    assertThat(problems).isEmpty();
  }

  @Test
  void stop_whileSuspected_saysNothingMore() {
    heartbeat.suspect();
    heartbeat.stop();

    timers.advance(PERIOD.multipliedBy(3));

    assertThat(problems).isEmpty();
  }
}
