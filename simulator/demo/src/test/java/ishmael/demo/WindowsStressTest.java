package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.demo.StressedService.Resources;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The provider DLL in the stand-in for the telephony service, under more load than a server has: it
 * keeps all rules, answers always, and holds no more afterwards than before. The bounds are in
 * docs/hardness.md.
 */
@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WindowsStressTest {
  private static final int LINES = 20;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(WindowsStressTest.class.getName());

  /** The sender and the link. */
  private static final int THREADS = 2;

  /** Threads of Wine and of the stand-in come and go, each with some handles. */
  private static final int MORE_HANDLES = 200;

  private static final int MORE_OCTETS = 512 << 10;

  /** What Wine keeps of each thread and RPC that a command of its own takes. */
  private static final int OCTETS_A_COMMAND = 128;

  /** With stacks of threads that come and go, and with gaps in the heap. */
  private static final int MORE_PRIVATE_OCTETS = 32 << 20;

  /** A nightly run has 1,000. */
  private static final int RECONNECTS = Integer.getInteger("ishmael.stress.reconnects", 100);

  private final StressWindows windows;

  WindowsStressTest() throws Exception {
    windows = new StressWindows(LINES);
  }

  @AfterAll
  void close() throws Exception {
    windows.close();
  }

  @ParameterizedTest
  @EnumSource(Bitness.class)
  void line_openedAndClosedAThousandTimes_leaksNothing(Bitness bits) throws Exception {
    windows.order("calls off", LIMIT);
    try (StressedService service = windows.service(bits).init()) {
      assertThat(service.lines()).isEqualTo(LINES);
      openAndClose(service, 200);
      Resources before = service.resources();
      openAndClose(service, 1000);
      assertNothingLeaked("1,000 opens", before, service.resources());
      service.assertSound();
    }
  }

  private static void openAndClose(StressedService service, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(service.runInTurn("open", "line", i % LINES, "version", "2.1").result()).isZero();
      assertThat(service.runInTurn("close", "line", i % LINES).result()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Bitness.class)
  void provider_64ThreadsAtOnce_keepsAllRules(Bitness bits) throws Exception {
    windows.order("calls on", LIMIT);
    try (StressedService service = windows.service(bits).init()) {
      service.enterAtOnce(64, 4);
      Resources before = service.resources();
      service.enterAtOnce(64, 8);
      Resources after = service.resources();
      for (int again = 0; again < 2 && grewTooMuch(before, after); again++) {
        before = after;
        service.enterAtOnce(64, 8);
        after = service.resources();
      }
      assertNothingLeaked("64 threads, 8 times", before, after);
      service.assertSound();
    }
  }

  @ParameterizedTest
  @EnumSource(Bitness.class)
  void provider_slowCallbacksAndLoad_keepsAllRules(Bitness bits) throws Exception {
    windows.order("calls on", LIMIT);
    try (StressedService service = windows.service(bits).init()) {
      service.stress("slowCallbackMs", 10, "probe", true);
      service.enterAtOnce(8, 10);
      service.stress("slowCallbackMs", 0, "probe", false);
      service.assertSound();
    }
  }

  @ParameterizedTest
  @EnumSource(Bitness.class)
  void provider_startedAndEndedAgain_leaksNothing(Bitness bits) throws Exception {
    windows.order("calls on", LIMIT);
    try (StressedService service = windows.service(bits).init()) {
      restart(service, 5);
      Resources before = service.resources();
      restart(service, 20);
      assertNothingLeaked("20 starts", before, service.resources());
      service.assertSound();
    }
  }

  private static void restart(StressedService service, int times) {
    for (int i = 0; i < times; i++) {
      service.hurry(i % LINES, 10, i);
      service.restart();
    }
  }

  @ParameterizedTest
  @EnumSource(Bitness.class)
  void gateway_goneAndBackUnderLoad_leaksNothing(Bitness bits) throws Exception {
    windows.order("calls on", LIMIT);
    try (StressedService service = windows.service(bits).init()) {
      reconnect(service, Math.max(20, RECONNECTS / 5));
      Resources before = service.resources();
      reconnect(service, RECONNECTS);
      Resources after = service.resources();
      assertNothingLeaked(RECONNECTS + " reconnects", before, after);
      service.assertSound();
    }
  }

  private void reconnect(StressedService service, int times) throws Exception {
    StressedService.Load load = service.load(4);
    windows.order("cycle " + times, LIMIT);
    load.end();
  }

  /**
   * So many threads at once leave Wine's heap larger when they meet as they never did before. A
   * leak grows each time.
   */
  private static boolean grewTooMuch(Resources before, Resources after) {
    return after.allocated() - before.allocated() >= allowance(before, after);
  }

  private static long allowance(Resources before, Resources after) {
    return MORE_OCTETS + (after.commands() - before.commands()) * OCTETS_A_COMMAND;
  }

  private static void assertNothingLeaked(String what, Resources before, Resources after) {
    assertThat(before.handles()).as("handles can be counted").isPositive();
    assertThat(before.heapOctets()).as("memory can be measured").isPositive();
    LOG.log(Level.WARNING, "{0}: before {1}, after {2}", what, before, after);
    assertThat(after.threads()).as("threads, %s", what).isEqualTo(THREADS);
    assertThat(after.handles() - before.handles()).as("handles, %s", what).isLessThan(MORE_HANDLES);
    assertThat(after.allocated() - before.allocated())
        .as("octets, %s: %s, then %s", what, before, after)
        .isLessThan(allowance(before, after));
    assertThat(after.privateOctets() - before.privateOctets())
        .as("private octets, %s: %s, then %s", what, before, after)
        .isLessThan(MORE_PRIVATE_OCTETS);
  }
}
