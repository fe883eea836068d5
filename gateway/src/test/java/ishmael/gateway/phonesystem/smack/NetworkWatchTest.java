package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.LinkTiming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NetworkWatchTest {
  private static final Duration PERIOD = Duration.ofMillis(5);

  /** Waits 100 to 200 s after the first failure, unless something wakes it. */
  private static final LinkTiming LETHARGIC =
      new LinkTiming(
              Duration.ofSeconds(25),
              Duration.ofSeconds(5),
              Duration.ofSeconds(20),
              Duration.ofSeconds(200),
              Duration.ofSeconds(200),
              Duration.ofSeconds(200),
              Duration.ofHours(4),
              Duration.ofMinutes(5))
          .withLooks(Duration.ofSeconds(30), Duration.ofMillis(20));

  private volatile Set<String> addresses = Set.of("a 1");
  private volatile Instant now = Instant.EPOCH;
  private final AtomicInteger times = new AtomicInteger();
  private final InstantSource clock =
      () -> {
        times.incrementAndGet();
        return now;
      };
  private final AtomicInteger looks = new AtomicInteger();

  private Set<String> look() {
    looks.incrementAndGet();
    return addresses;
  }

  @Test
  void whileOffline_addressesGoAndCome_callsOnceWhenOneComes() throws Exception {
    LinkLoop loop = new LinkLoop("test");
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    NetworkWatch watch = new NetworkWatch(loop, PERIOD, this::look, clock);
    loop.post(
        () ->
            watch.whileOffline(
                () -> {
                  calls.incrementAndGet();
                  back.countDown();
                }));
    addresses = Set.of();
    awaitLooks(looks.get() + 3);
    assertThat(calls.get()).isZero();

    addresses = Set.of("b 2");

    assertThat(back.await(20, TimeUnit.SECONDS)).isTrue();
    CountDownLatch drained = new CountDownLatch(1);
    loop.after(PERIOD.multipliedBy(4), drained::countDown);
    assertThat(drained.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(calls.get()).isEqualTo(1);
    loop.end();
  }

  private void awaitLooks(int number) {
    await(looks, number);
  }

  /** The watch over a link that is up has begun: it looks at the clock again and again. */
  private void awaitWatch() {
    await(times, times.get() + 3);
  }

  private static void await(AtomicInteger count, int number) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (count.get() < number) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void ofThisMachine_always_canBeAsked() {
    assertThat(NetworkWatch.ofThisMachine()).allMatch(one -> one.contains(" "));
  }

  @Test
  void offline_networkComesBack_connectsAtOnce() throws Exception {
    comesBackAtOnce(() -> addresses = Set.of("a 1", "b 2"));
  }

  @Test
  void offline_machineWakesUp_connectsAtOnce() throws Exception {
    comesBackAtOnce(() -> now = Instant.EPOCH.plusSeconds(3600));
  }

  private void comesBackAtOnce(Runnable news) throws Exception {
    try (Harness harness = new Harness()) {
      Surroundings surroundings =
          new Surroundings(domain -> List.of(), server -> false, this::look, clock);
      harness.connect(harness.supervisor().timing(LETHARGIC).build(), surroundings);
      harness.recorder.next(Online.class);
      harness.server.xmpp().stop();
      assertThat(harness.recorder.next(Offline.class).retryIn())
          .isGreaterThan(Duration.ofSeconds(90));
      harness.server.xmpp().start();
      awaitLooks(looks.get() + 2);

      news.run();

      harness.recorder.next(Online.class);
    }
  }

  @Test
  void online_machineWakesUp_deadLinkIsFoundSoon() throws Exception {
    try (Harness harness = new Harness();
        FreezingProxy proxy = new FreezingProxy(harness.server.xmpp().port())) {
      LinkTiming timing = Harness.TIMING.withLooks(Duration.ofSeconds(30), Duration.ofMillis(20));
      harness.connect(
          harness.supervisor().port(proxy.port()).timing(timing).build(),
          new Surroundings(domain -> List.of(), server -> false, this::look, clock));
      harness.recorder.next(Online.class);
      proxy.freeze();
      awaitWatch();

      now = Instant.EPOCH.plusSeconds(3600);

      assertThat(harness.recorder.next(Offline.class).reason())
          .isEqualTo(LinkProblem.silent("localhost", Duration.ofSeconds(5)).sentence());
      harness.recorder.next(Online.class);
    }
  }

  @Test
  void online_machineWakesUp_livingLinkStays() throws Exception {
    try (Harness harness = new Harness()) {
      harness.connect(
          harness
              .supervisor()
              .timing(Harness.TIMING.withLooks(Duration.ofSeconds(30), Duration.ofMillis(20)))
              .build(),
          new Surroundings(domain -> List.of(), server -> false, this::look, clock));
      harness.recorder.next(Online.class);
      CountDownLatch over = new CountDownLatch(1);

      awaitWatch();
      now = Instant.EPOCH.plusSeconds(3600);

      LinkLoop timer = new LinkLoop("test");
      timer.after(Duration.ofSeconds(7), over::countDown);
      assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      timer.end();
      assertThat(harness.recorder.nothing(Offline.class)).isTrue();
    }
  }
}
