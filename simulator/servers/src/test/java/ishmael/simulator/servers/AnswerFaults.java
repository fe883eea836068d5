package ishmael.simulator.servers;

import static ishmael.linemapper.CallState.CONNECTED;
import static ishmael.linemapper.CallState.OFFERING;
import static ishmael.linemapper.CallState.ONHOLD;
import static ishmael.simulator.servers.Program.result;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a TAPI program sees of answers that come late, twice or never, and of lost commands. */
abstract class AnswerFaults extends OverloadFaults {
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
    server()
        .faults()
        .answerTwice("xmppuser.ClientInfo")
        .answerTwice("xmppuser.FindUserInfo")
        .answerTwice("event.AddSubscription");
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

  @Test
  void answers_allTooLate_linesWorkOnceTheyAreNot() throws Exception {
    server().faults().delayAnswers(BRISK.commandLimit().plusSeconds(2));
    begin(BRISK);
    assertThat(gateway().awaitTrouble(Waiting.LIMIT)).isTrue();
    server().faults().clear();
    timed("late answers: all right", this::awaitRight);
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isZero();
    program().await("106", OFFERING);
    awaitRight();
  }

  @Test
  void answers_aboutUsersNeverSent_linesWorkOnceTheyAre() throws Exception {
    server().faults().swallow("xmppuser.FindUserInfo");
    begin(BRISK);
    assertThat(gateway().awaitOnline(Waiting.LIMIT)).isTrue();
    server().faults().clear();
    timed("no answers about users: all right", this::awaitRight);
    talk("106", Pequod.PIP_PHONE);
    CallFrame call = program().await("106", CONNECTED);
    assertThat(result(program().hold(call), limit(BRISK.commandLimit()))).isZero();
    program().await("106", ONHOLD);
    awaitRight();
  }

  /** Stanzas that the gateway did not use. */
  long dropped() {
    return gateway().status().counters().getOrDefault("ishmael.phonesystem.dropped", 0L);
  }
}
