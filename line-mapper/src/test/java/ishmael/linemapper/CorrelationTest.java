package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channel belongs to which call that a program makes. */
class CorrelationTest {
  private static final String NUMBER = "0015085550100";

  private final Scene scene = Scene.inService();

  private Scene.EventDraft toward(String channel, String number) {
    return Scene.out(channel).target("", number);
  }

  @ParameterizedTest
  @CsvSource({
    "0015085550100, +15085550100",
    "+15085550100, 0015085550100",
    "0891234567, +49891234567",
    "102, 102",
    "0102, 102",
    "*21, *21"
  })
  void numberInAnotherForm_isTheSame(String dialled, String reported) {
    CallId id = scene.makeCall(Scene.AHAB, dialled);
    scene.success();
    scene.event(toward("c1", reported).event(RINGING));
    assertThat(scene.living()).containsOnlyKeys(id);
    scene.event(toward("c2", reported).event(RINGING));
    assertThat(scene.living()).as("only one channel is it").hasSize(2);
  }

  @Test
  void numberQuiteDifferent_isTakenForWantOfABetter() {
    CallId id = scene.makeCall(Scene.AHAB, "7001");
    scene.success();
    scene.event(toward("c1", "0891234567").event(RINGING));
    assertThat(scene.living()).containsOnlyKeys(id);
    assertThat(scene.lastCall().called().number()).isEqualTo("0891234567");
  }

  @Test
  void handDialledFirst_isGivenBackWhenTheRightOneAppears() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.event(toward("hand", "102").event(RINGING));
    scene.event(toward("c1", NUMBER).event(RINGING));
    assertThat(scene.living()).hasSize(2);
    assertThat(scene.call(id).called().number()).isEqualTo(NUMBER);
    CallId hand = other(id);
    assertThat(scene.call(hand).called().number()).isEqualTo("102");
    assertThat(scene.mapper.nextTime()).as("even a lost hang-up ends it").isPresent();
    assertThat(scene.event(toward("hand", "102").event(BUSY)).lastCall().id()).isEqualTo(hand);
    assertThat(scene.call(id).state()).isEqualTo(CallState.RINGBACK);
    scene.event(toward("c1", NUMBER).event(BUSY));
    assertThat(scene.call(id).state()).isEqualTo(CallState.CONNECTED);
  }

  @Test
  void handDialledAfterwards_isACallOfItsOwn() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.event(toward("c1", NUMBER).event(RINGING));
    scene.event(toward("hand", "102").event(RINGING));
    assertThat(scene.call(id).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(other(id)).called().number()).isEqualTo("102");
  }

  @Test
  void handDialledThenRefusal_theHandDialledLivesOn() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.event(toward("hand", "102").event(RINGING));
    scene.failure("all lines busy");
    assertThat(scene.told()).containsExactly("RINGBACK", "DISCONNECTED(UNAVAIL)", "IDLE");
    assertThat(scene.living()).hasSize(1).doesNotContainKey(id);
    assertThat(scene.event(toward("hand", "102").event(BUSY)).told()).containsExactly("CONNECTED");
  }

  private CallId other(CallId id) {
    return scene.living().keySet().stream().filter(i -> !i.equals(id)).findFirst().orElseThrow();
  }

  @Test
  void twoMakeCallsOfOneUser_numbersDecide() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, "0891234567");
    scene.event(toward("c1", "+49891234567").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(first).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(second).called().number()).isEqualTo("+49891234567");
  }

  @Test
  void twoMakeCallsOfOneUserToOneNumber_oldestFirst() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.event(toward("c1", NUMBER).event(BUSY)).lastCall().id()).isEqualTo(first);
    assertThat(scene.living()).doesNotContainKey(second);
    scene.event(toward("c2", NUMBER).event(BUSY));
    assertThat(scene.call(second).state()).isEqualTo(CallState.CONNECTED);
  }

  @Test
  void twoMakeCallsBothChanged_moreAlikeFirst() {
    CallId first = scene.makeCall(Scene.AHAB, "7001");
    CallId second = scene.makeCall(Scene.AHAB, "7002");
    scene.event(toward("c1", "99992").event(RINGING));
    scene.event(toward("c2", "88881").event(RINGING));
    assertThat(scene.call(second).called().number()).isEqualTo("99992");
    assertThat(scene.call(first).called().number()).isEqualTo("88881");
  }

  @Test
  void wrongGuessOfTwo_isSortedOutByTheSecondChannel() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, "7001");
    scene.event(toward("c1", "333").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(first).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(second).called().number()).isEqualTo("333");
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void twoUsersAtOnce_eachGetsItsOwn() {
    CallId ahab = scene.makeCall(Scene.AHAB, NUMBER);
    CallId starbuck = scene.makeCall(Scene.STARBUCK, NUMBER);
    scene.event(toward("c1", NUMBER).source("Starbuck", "102").device("Snom B").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(starbuck).line()).isEqualTo(scene.line(Scene.STARBUCK));
    assertThat(scene.call(ahab).line()).isEqualTo(scene.line(Scene.AHAB));
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void inboundCallMeanwhile_isNotTaken() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.inbound(RINGING, "in1");
    assertThat(scene.told()).containsExactly("OFFERING");
    assertThat(scene.lastCall().id()).isNotEqualTo(id);
  }

  @Test
  void hangupAsFirstEvent_ofTheSameNumber_endsTheCall() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.event(toward("c1", NUMBER).details("busy").event(HANGUP));
    assertThat(scene.told()).containsExactly("BUSY", "DISCONNECTED(BUSY)", "IDLE");
  }
}
