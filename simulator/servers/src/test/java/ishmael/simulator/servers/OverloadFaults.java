package ishmael.simulator.servers;

import static ishmael.linemapper.CallState.CONNECTED;
import static ishmael.linemapper.CallState.DISCONNECTED;
import static ishmael.linemapper.CallState.IDLE;
import static ishmael.linemapper.CallState.OFFERING;
import static ishmael.linemapper.CallState.ONHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a TAPI program sees of too much: stanzas too long, and too many. */
abstract class OverloadFaults extends FaultScene {
  static final long MAX_GROWTH = 32L << 20;
  private static final int LONG_TEXT = 10 << 20;

  /** The XML parser keeps its buffer, two octets a character, as long as the connection lives. */
  private static final long PARSER_BUFFER = 32L << 20;

  /** Five events each: fewer than the gateway lets wait, however busy this machine is. */
  private static final int CALLS = 3_000;

  /** What a program is told of each call of the flood. */
  private static final List<CallState> ORDER =
      List.of(OFFERING, CONNECTED, ONHOLD, CONNECTED, DISCONNECTED, IDLE);

  @Test
  void stanza_of10Megabytes_costsNeitherCallsNorMemory() throws Exception {
    open(PATIENT);
    talk("102", Pequod.STARBUCK_PHONE);
    CallFrame starbucks = program().await("102", CONNECTED);
    long before = Heap.used();

    String name = "x".repeat(LONG_TEXT);
    String channel = engine().outsideCalls("0893000", name, extension(0));
    CallFrame offered = program().await(extension(0), OFFERING);
    assertThat(offered.parties().caller().name()).startsWith("xxx");
    engine().farEndHangsUp(channel);
    program().awaitIdle(offered);
    timed("10 MB: all right", this::awaitRight);
    talk("106", Pequod.PIP_PHONE);
    program().await("106", CONNECTED);
    awaitRight();
    assertThat(program().history(starbucks)).doesNotContain(IDLE);
    assertGrowth("10 MB", before, MAX_GROWTH + PARSER_BUFFER);
  }

  @Test
  void flood_ofEventsWhileAProviderSleeps_endsWithNoCallAndInOrder() throws Exception {
    open(PATIENT);
    try (Program sleeper = Program.sleeping(gateway().address())) {
      assertThat(gateway().awaitProviders(2, Waiting.LIMIT)).isTrue();
      program().forget();
      long before = Heap.used();
      long begun = System.nanoTime();
      int calls = 0;
      for (; calls < CALLS; calls += SAILORS) {
        engine().timeline().call(this::everySailorIsCalled);
      }
      String last = engine().outsideCalls("0892106", "Elijah", "106");
      timed("flood: its last event", () -> program().await("106", OFFERING));
      timed("flood: all right after the last event", this::awaitRight);
      engine().farEndHangsUp(last);
      awaitRight();
      awaitTold(program());
      figure("flood: whole %d ms", (System.nanoTime() - begun) / 1_000_000);
      figure("flood: %s", gateway().status().counters());
      assertThat(program().histories())
          .filteredOn(told -> told.size() > 3)
          .hasSize(calls)
          .allSatisfy(told -> assertThat(told).isEqualTo(ORDER));
      sleeper.read();
      awaitTold(sleeper);
      assertThat(sleeper.lines(true)).isEqualTo(program().lines(true));
      assertThat(sleeper.histories())
          .allSatisfy(told -> assertThat(ORDER).containsSubsequence(told));
      program().forget();
      sleeper.forget();
      assertGrowth("flood", before, MAX_GROWTH);
    }
  }

  /** All of it at once: events come as fast as the server sends them. */
  private boolean everySailorIsCalled() {
    String[] channels = new String[SAILORS];
    for (int i = 0; i < SAILORS; i++) {
      channels[i] = engine().outsideCalls("0893" + i, "Bulkington", extension(i));
    }
    for (int i = 0; i < SAILORS; i++) {
      engine().answer(phone(i));
      engine().hold(channels[i]);
    }
    for (int i = 0; i < SAILORS; i++) {
      engine().resume(channels[i]);
      engine().farEndHangsUp(channels[i]);
    }
    return true;
  }

  /** Events are told later than the provider knows of them. */
  private static void awaitTold(Program program) {
    Waiting.until(
        () ->
            program.calls().isEmpty()
                && program.histories().stream().allMatch(told -> told.contains(IDLE)),
        () -> "the end of all calls: " + shown(program));
  }

  void assertGrowth(String what, long before, long limit) {
    long growth = Heap.used() - before;
    figure("%s: heap %+d KiB", what, growth >> 10);
    assertThat(growth).isLessThan(limit);
  }
}
