package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.linemapper.Channel;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HomeWatchTest {
  private static final ServerAddress FIRST = new ServerAddress("first", 5222);
  private static final Duration PERIOD = Duration.ofMillis(5);
  private static final Duration STABLE = Duration.ofMillis(60);

  private final LinkLoop loop = new LinkLoop("test");
  private final CountDownLatch home = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void stop() {
    loop.end();
  }

  private HomeWatch watch(IntPredicate answers) {
    return new HomeWatch(loop, server -> answers.test(looks.incrementAndGet()), PERIOD, STABLE);
  }

  private long start(HomeWatch watch, BooleanSupplier quiet) {
    loop.post(() -> watch.start(FIRST, quiet, home::countDown));
    return System.nanoTime();
  }

  private Duration wentHomeAfter(long begin) throws InterruptedException {
    assertThat(home.await(40, TimeUnit.SECONDS)).isTrue();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void start_serverAnswers_goesHomeAfterTheStableTime() throws Exception {
    long begin = start(watch(look -> true), () -> true);

    assertThat(wentHomeAfter(begin)).isGreaterThanOrEqualTo(STABLE);
    assertThat(looks.get()).isGreaterThan(1);
  }

  @Test
  void start_serverComesAndGoes_countsFromItsLastFailure() throws Exception {
    AtomicInteger lastFailure = new AtomicInteger();
    long[] failedAt = new long[1];
    long begin =
        start(
            watch(
                look -> {
                  boolean answers = look > 6 || look % 2 == 0;
                  if (!answers) {
                    lastFailure.set(look);
                    failedAt[0] = System.nanoTime();
                  }
                  return answers;
                }),
            () -> true);

    wentHomeAfter(begin);
    assertThat(lastFailure.get()).isEqualTo(5);
    assertThat(Duration.ofNanos(System.nanoTime() - failedAt[0])).isGreaterThanOrEqualTo(STABLE);
  }

  @Test
  void start_calls_waitForTheirEnd() throws Exception {
    AtomicBoolean quiet = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    HomeWatch patient = new HomeWatch(loop, server -> true, PERIOD, Duration.ofSeconds(1));
    loop.post(
        () ->
            patient.start(
                FIRST,
                () -> {
                  if (asked.incrementAndGet() == 3) {
                    quiet.set(true);
                  }
                  return quiet.get();
                },
                home::countDown));

    wentHomeAfter(System.nanoTime());
    assertThat(asked.get()).isEqualTo(3);
  }

  @Test
  void start_callsForEver_goesHomeAtLast() throws Exception {
    long begin = start(watch(look -> true), () -> false);

    assertThat(wentHomeAfter(begin))
        .isGreaterThanOrEqualTo(STABLE.multipliedBy(HomeWatch.PATIENCE));
  }

  @Test
  void disappointed_nextReturn_takesLonger() throws Exception {
    HomeWatch watch = watch(look -> true);
    loop.post(watch::disappointed);

    assertThat(wentHomeAfter(start(watch, () -> true)))
        .isGreaterThanOrEqualTo(STABLE.multipliedBy(2));
  }

  @Test
  void activity_presenceInCall_isNotQuiet() {
    Activity activity = new Activity();
    assertThat(activity.quiet()).isTrue();
    activity.event(new PhonePresence(new UserName("pip"), PhoneState.IN_CALL));
    assertThat(activity.quiet()).isFalse();
    activity.event(new PhonePresence(new UserName("pip"), PhoneState.FREE));
    assertThat(activity.quiet()).isTrue();
    activity.commandBegins();
    assertThat(activity.quiet()).isFalse();
  }

  @Test
  void activity_hangUpsThatAreLost_areBounded() {
    Activity activity = new Activity();
    for (int i = 0; i < Activity.MAX_CHANNELS + 10; i++) {
      activity.event(ringing("SIP/lost-" + i));
    }

    assertThat(activity.channels()).isEqualTo(Activity.MAX_CHANNELS);
    assertThat(activity.quiet()).isFalse();
  }

  private static ChannelEvent ringing(String channel) {
    return new ChannelEvent(
        ChannelEventType.RINGING,
        new Channel(channel),
        "",
        false,
        true,
        Party.NONE,
        Party.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Party.NONE,
        List.of());
  }
}
