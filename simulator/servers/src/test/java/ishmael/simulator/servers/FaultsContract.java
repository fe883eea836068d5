package ishmael.simulator.servers;

import static ishmael.linemapper.CallState.CONNECTED;
import static ishmael.linemapper.CallState.DISCONNECTED;
import static ishmael.linemapper.CallState.IDLE;
import static ishmael.linemapper.CallState.OFFERING;
import static ishmael.linemapper.CallState.ONHOLD;
import static ishmael.simulator.servers.Program.result;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What a TAPI program sees while server and network fail: no call is stuck, no line is lost, memory
 * is bounded, and in the end all is as it should be.
 */
abstract class FaultsContract extends FaultScene {
  static final long MAX_GROWTH = 32L << 20;
  private static final int LONG_TEXT = 10 << 20;

  /** The XML parser keeps its buffer, two octets a character, as long as the connection lives. */
  private static final long PARSER_BUFFER = 32L << 20;

  private static final int CALLS = 5_000;

  /** What a program is told of each call of the flood. */
  private static final List<CallState> ORDER =
      List.of(OFFERING, CONNECTED, ONHOLD, CONNECTED, DISCONNECTED, IDLE);

  // ---- the server ends -----------------------------------------------------------------------

  @Test
  void serverKilled_inMidCall_callsAreRightAgainAfterwards() throws Exception {
    open(PATIENT);
    talk("102", Pequod.STARBUCK_PHONE);
    String pips = talk("106", Pequod.PIP_PHONE);
    String gone = engine().outsideCalls("0893000", "Bildad", extension(0));
    engine().outsideCalls("0893001", "Peleg", extension(1));
    CallFrame starbucks = program().await("102", CONNECTED);
    CallFrame endsAway = program().await("106", CONNECTED);
    CallFrame ringsNoMore = program().await(extension(0), OFFERING);
    program().await(extension(1), OFFERING);

    kill();
    awaitOutOfService();
    engine().farEndHangsUp(pips);
    engine().farEndHangsUp(gone);
    String begunAway = talk(extension(2), phone(2));
    assertThat(result(program().makeCall("103", "104"), limit(PATIENT.commandLimit()))).isNotZero();
    assertThat(program().history(starbucks)).doesNotContain(IDLE);

    restart();
    timed("killed: lines in service", this::awaitInService);
    program().awaitIdle(endsAway);
    engine().answer(phone(1));
    program().await(extension(1), CONNECTED);
    engine().hold(begunAway);
    program().await(extension(2), ONHOLD);
    assertThat(result(program().drop(ringsNoMore), limit(PATIENT.commandLimit()))).isZero();
    program().awaitIdle(ringsNoMore);
    assertThat(program().history(starbucks)).doesNotContain(IDLE);
    timed("killed: all right", this::awaitRight);
    assertThat(result(program().drop(starbucks), limit(PATIENT.commandLimit()))).isZero();
    awaitRight();
  }

  // ---- the network ---------------------------------------------------------------------------

  @Test
  void networkCut_longerThanTheHeartbeatAllows_callsAreRightAgainAfterwards() throws Exception {
    open(BRISK);
    talk("102", Pequod.STARBUCK_PHONE);
    String pips = talk("106", Pequod.PIP_PHONE);
    CallFrame starbucks = program().await("102", CONNECTED);
    CallFrame endsAway = program().await("106", CONNECTED);

    network().cut();
    engine().farEndHangsUp(pips);
    String begunAway = talk(extension(2), phone(2));
    timed("cut: noticed", this::awaitOutOfService);
    assertThat(result(program().makeCall("103", "104"), limit(BRISK.commandLimit()))).isNotZero();

    network().heal();
    timed("cut: lines in service", this::awaitInService);
    program().awaitIdle(endsAway);
    engine().hold(begunAway);
    program().await(extension(2), ONHOLD);
    assertThat(program().history(starbucks)).doesNotContain(IDLE);
    timed("cut: all right", this::awaitRight);
    assertThat(result(program().drop(starbucks), limit(BRISK.commandLimit()))).isZero();
    awaitRight();
  }

  @Test
  void networkCut_shorterThanTheHeartbeatAllows_nothingIsLost() throws Exception {
    open(PATIENT);
    String pips = talk("106", Pequod.PIP_PHONE);
    CallFrame endsAway = program().await("106", CONNECTED);
    program().forget();

    network().cut();
    CompletableFuture<Integer> asked = program().makeCall("102", extension(3));
    engine().farEndHangsUp(pips);
    for (int round = 0; round < 20; round++) {
      String channel = talk(extension(4), phone(4));
      engine().hold(channel);
      engine().farEndHangsUp(channel);
    }
    assertThat(engine().channelsOf("Starbuck")).isEmpty();
    network().heal();

    assertThat(result(asked, limit(PATIENT.commandLimit()))).isZero();
    program().await(extension(3), OFFERING);
    program().awaitIdle(endsAway);
    timed("short cut: all right", this::awaitRight);
    assertThat(program().wasInterrupted()).isFalse();
    assertThat(engine().channelsOf("Starbuck")).hasSize(1);
    assertThat(program().histories())
        .filteredOn(List.of(OFFERING, CONNECTED, ONHOLD, DISCONNECTED, IDLE)::equals)
        .hasSize(20);
  }

  @Test
  void networkSlow_loginAndOneCall_work() throws Exception {
    network().slow(Duration.ofMillis(300), 4 << 10);
    long begun = System.nanoTime();
    open(PATIENT);
    figure("slow: online after %d ms", (System.nanoTime() - begun) / 1_000_000);

    Duration limit = limit(PATIENT.commandLimit());
    assertThat(result(program().makeCall("102", "106"), limit)).isZero();
    CallFrame offered = program().await("106", OFFERING);
    assertThat(result(program().answer(offered), limit)).isZero();
    CallFrame call = program().await("102", CONNECTED);
    assertThat(result(program().hold(call), limit)).isZero();
    program().await("102", ONHOLD);
    assertThat(result(program().drop(call), limit)).isZero();
    program().awaitIdle(call);
    program().awaitIdle(offered);
    awaitRight();
    assertThat(program().wasInterrupted()).isFalse();
  }

  // ---- answers -------------------------------------------------------------------------------

  @Test
  void answer_neverSent_callIsThereByItsEventsAndOnce() throws Exception {
    open(BRISK);
    server().faults().swallow("base.DialFrom").swallow("base.Hangup");
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isZero();
    program().await("106", OFFERING);
    awaitRight();
    assertThat(engine().channelsOf("Starbuck")).hasSize(1);

    CallFrame dialled =
        program().calls().stream()
            .filter(call -> program().address(call).equals("102"))
            .findFirst()
            .orElseThrow();
    assertThat(program().drop(dialled)).succeedsWithin(limit(BRISK.commandLimit()));
    program().awaitIdle(dialled);
    awaitRight();
  }

  @Test
  void answer_afterItsLimit_callIsNotDialledTwice() throws Exception {
    open(BRISK);
    long before = dropped();
    server().faults().delayAnswers(BRISK.commandLimit().plusSeconds(2));
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isZero();
    program().await("106", OFFERING);
    Waiting.until(() -> dropped() > before, () -> "the late answer");
    awaitRight();
    assertThat(engine().channelsOf("Starbuck")).hasSize(1);
  }

  @Test
  void answer_twice_callIsNotDialledTwice() throws Exception {
    open(BRISK);
    long before = dropped();
    server().faults().answerTwice("base.DialFrom");
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isZero();
    program().await("106", OFFERING);
    Waiting.until(() -> dropped() > before, () -> "the second answer");
    awaitRight();
    assertThat(engine().channelsOf("Starbuck")).hasSize(1);
  }

  @Test
  void command_lost_isAnErrorWithinItsLimitAndNoCall() throws Exception {
    open(BRISK);
    server().faults().lose("base.DialFrom").lose("phone.Offhook");
    engine().outsideCalls("0892106", "Elijah", "106");
    CallFrame offered = program().await("106", OFFERING);
    CompletableFuture<Integer> made = program().makeCall("102", "103");
    CompletableFuture<Integer> answered = program().answer(offered);
    assertThat(result(made, limit(BRISK.commandLimit()))).isNotZero();
    assertThat(result(answered, limit(BRISK.commandLimit()))).isNotZero();
    awaitRight();
    assertThat(engine().channelsOf("Starbuck")).isEmpty();
  }

  /** The program was told that its call failed; then the phone system dials after all. */
  @Test
  void command_carriedOutAfterItsLimit_isAnErrorAndThenACallOfThePhonesOwn() throws Exception {
    open(LENIENT);
    network().cut();
    assertThat(result(program().makeCall("102", "106"), limit(LENIENT.commandLimit()))).isNotZero();
    assertThat(engine().channels()).isEmpty();
    network().heal();
    program().await("106", OFFERING);
    awaitRight();
    assertThat(engine().channelsOf("Starbuck")).hasSize(1);
    assertThat(program().wasInterrupted()).isFalse();
  }

  // ---- too much ------------------------------------------------------------------------------

  @Test
  void stanza_of10Megabytes_costsNeitherCallsNorMemory() throws Exception {
    open(PATIENT);
    talk("102", Pequod.STARBUCK_PHONE);
    CallFrame starbucks = program().await("102", CONNECTED);
    long before = Heap.used();

    String name = "x".repeat(LONG_TEXT);
    for (int round = 0; round < 2; round++) {
      String channel = engine().outsideCalls("0893000", name, extension(0));
      CallFrame offered = program().await(extension(0), OFFERING);
      assertThat(offered.parties().caller().name()).startsWith("xxx");
      engine().farEndHangsUp(channel);
      program().awaitIdle(offered);
    }
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
      figure("flood: whole %d ms", (System.nanoTime() - begun) / 1_000_000);
      figure("flood: %s", gateway().status().counters());
      assertThat(program().histories()).filteredOn(told -> told.size() > 3).hasSize(calls).allSatisfy(FaultsContract::assertOrder);
      sleeper.read();
      Waiting.until(
          () -> sleeper.calls().isEmpty() && sleeper.lines(true).equals(program().lines(true)),
          () -> "the sleeper's calls end: " + shown(sleeper));
      assertThat(sleeper.histories())
          .allSatisfy(told -> assertThat(ORDER).containsSubsequence(told).endsWith(IDLE));
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

  private static void assertOrder(List<CallState> history) {
    assertThat(history).containsExactly(OFFERING, CONNECTED, ONHOLD, CONNECTED, DISCONNECTED, IDLE);
  }

  private long dropped() {
    return gateway().status().counters().getOrDefault("ishmael.phonesystem.dropped", 0L);
  }

  private static Duration limit(Duration command) {
    return command.plus(ANSWER_SLACK);
  }

  void assertGrowth(String what, long before, long limit) {
    long growth = Heap.used() - before;
    figure("%s: heap %+d KiB", what, growth >> 10);
    assertThat(growth).isLessThan(limit);
  }
}
