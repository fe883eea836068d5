package ishmael.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.isolation.WatchedSessions.Rhythm;
import ishmael.gateway.isolation.WindowsSession.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedSessionsTest {
  private static final Instant MORNING = Instant.parse("2026-01-05T07:00:00Z");
  private static final WindowsSession AHAB = session(2, "PEQUOD\\ahab", State.ACTIVE, MORNING);
  private static final WindowsSession PIP = session(3, "PEQUOD\\pip", State.ACTIVE, MORNING);

  /** Lists by notices only: hours go by between the others. */
  private static final Rhythm BY_NOTICE = new Rhythm(Duration.ofHours(1), Duration.ofHours(1));

  private static WindowsSession session(int id, String account, State state, Instant since) {
    return new WindowsSession(id, account, state, "DECK", since);
  }

  /** A system whose lists and notices the test makes. */
  private static final class Source implements SessionSource {
    final Semaphore lists = new Semaphore(0);
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile List<WindowsSession> sessions = List.of(AHAB, PIP);
    volatile boolean silent;
    volatile Runnable news = () -> {};

    @Override
    public List<WindowsSession> list() throws IOException {
      lists.release();
      if (silent) {
        throw new IOException("the service does not run");
      }
      return sessions;
    }

    @Override
    public void begin(Runnable listener) {
      news = listener;
      begun.countDown();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private final Source source = new Source();
  private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

  private WatchedSessions watch(Rhythm rhythm) throws InterruptedException {
    WatchedSessions sessions = new WatchedSessions(source, rhythm);
    sessions.start(ended::add);
    assertThat(source.begun.await(30, TimeUnit.SECONDS)).isTrue();
    return sessions;
  }

  private Integer next() throws InterruptedException {
    return ended.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void ended_sameSessions_none() {
    assertThat(WatchedSessions.ended(List.of(AHAB, PIP), List.of(PIP, AHAB))).isEmpty();
  }

  @Test
  void ended_disconnectedOrElsewhere_none() {
    WindowsSession away = session(2, "pequod\\Ahab", State.DISCONNECTED, MORNING);
    WindowsSession back = new WindowsSession(2, "PEQUOD\\ahab", State.ACTIVE, "HOLD", MORNING);
    assertThat(WatchedSessions.ended(List.of(AHAB), List.of(away))).isEmpty();
    assertThat(WatchedSessions.ended(List.of(away), List.of(back))).isEmpty();
  }

  @Test
  void ended_idGivenAnew_isTheOldOne() {
    WindowsSession later = session(2, "PEQUOD\\ahab", State.ACTIVE, MORNING.plusSeconds(1));
    WindowsSession other = session(3, "PEQUOD\\stubb", State.ACTIVE, MORNING);
    assertThat(WatchedSessions.ended(List.of(AHAB, PIP), List.of(later, other)))
        .containsExactly(2, 3);
  }

  @Test
  void ended_signInTimeNotTold_goesByTheAccount() {
    WindowsSession timeless = session(2, "PEQUOD\\ahab", State.ACTIVE, Instant.EPOCH);
    WindowsSession other = session(2, "PEQUOD\\pip", State.ACTIVE, Instant.EPOCH);
    assertThat(WatchedSessions.ended(List.of(AHAB), List.of(timeless))).isEmpty();
    assertThat(WatchedSessions.ended(List.of(AHAB), List.of(other))).containsExactly(2);
  }

  @Test
  void notice_sessionGone_isTold() throws Exception {
    try (WatchedSessions sessions = watch(BY_NOTICE)) {
      source.sessions = List.of(PIP);
      source.news.run();
      assertThat(next()).isEqualTo(2);
      assertThat(sessions.now()).containsExactly(PIP);
    }
    assertThat(ended).isEmpty();
  }

  @Test
  void noNotice_sessionGone_isFoundInTime() throws Exception {
    try (WatchedSessions sessions = watch(new Rhythm(Duration.ofMillis(5), Duration.ofMillis(5)))) {
      source.sessions = sessions.now().subList(1, 2);
      assertThat(next()).isEqualTo(2);
    }
  }

  @Test
  void listFails_always_nothingHasEndedUntilTheNext() throws Exception {
    try (WatchedSessions sessions = watch(BY_NOTICE)) {
      source.lists.drainPermits();
      source.silent = true;
      source.news.run();
      assertThat(source.lists.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      assertThat(sessions.now()).isEmpty();
      source.silent = false;
      source.sessions = List.of(AHAB);
      source.news.run();
      assertThat(next()).isEqualTo(3);
    }
    assertThat(ended).isEmpty();
  }

  @Test
  void close_always_endsSourceAndThread() throws Exception {
    WatchedSessions sessions = watch(BY_NOTICE);
    assertThatThrownBy(() -> sessions.start(ended::add)).isInstanceOf(IllegalStateException.class);
    sessions.close();
    assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
    source.lists.drainPermits();
    source.news.run();
    assertThat(source.lists.availablePermits()).isZero();
  }
}
