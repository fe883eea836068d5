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
abstract class FaultsContract extends AnswerFaults {
  private static final int KILLS = 3;
  private static final int ROUNDS = 20;
  private static final List<CallState> WHOLE_CALL =
      List.of(OFFERING, CONNECTED, ONHOLD, DISCONNECTED, IDLE);

  /** Threads that may be on their way in or out. */
  private static final int THREADS_IN_PASSING = 10;

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

  @Test
  void serverKilled_andAnotherCallBegunMeanwhile_oldCallEndsWithIt() throws Exception {
    open(PATIENT);
    String before = talk("106", Pequod.PIP_PHONE);
    CallFrame old = program().await("106", CONNECTED);
    kill();
    awaitOutOfService();
    engine().farEndHangsUp(before);
    String after = talk("106", Pequod.PIP_PHONE);
    restart();
    awaitInService();
    engine().hold(after);
    program().await("106", ONHOLD);
    engine().farEndHangsUp(after);
    timed("killed: call of before over", () -> program().awaitIdle(old));
    awaitRight();
  }

  @Test
  void serverKilled_againAndAgain_leavesNothingBehind() throws Exception {
    open(PATIENT);
    talk("102", Pequod.STARBUCK_PHONE);
    CallFrame starbucks = program().await("102", CONNECTED);
    int threads = Thread.activeCount();
    for (int round = 0; round < KILLS; round++) {
      kill();
      awaitOutOfService();
      restart();
      awaitInService();
      talk(extension(round), phone(round));
      program().await(extension(round), CONNECTED);
    }
    awaitRight();
    assertThat(program().history(starbucks)).doesNotContain(IDLE);
    Waiting.until(
        () -> Thread.activeCount() <= threads + THREADS_IN_PASSING,
        () -> Thread.activeCount() + " threads, no more than before: " + threads);
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
    for (int round = 0; round < ROUNDS; round++) {
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
    Waiting.until(
        () -> program().histories().stream().filter(WHOLE_CALL::equals).count() == ROUNDS,
        () -> ROUNDS + " calls from begin to end: " + program().histories());
  }

  @Test
  void networkCut_withACommandOnItsWay_isAnErrorAndDialledOnceAtMost() throws Exception {
    open(BRISK);
    network().cut();
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isNotZero();
    awaitOutOfService();
    network().heal();
    awaitInService();
    assertThat(result(program().makeCall("103", "104"), limit(BRISK.commandLimit()))).isZero();
    assertThat(engine().channelsOf("Starbuck")).hasSizeLessThan(2);
    engine().clearCalls();
    timed("cut with a command: all right", this::awaitRight);
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
}
