package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyPressTest {
  private final Scene scene = Scene.inService();

  private Scene answer(CallId id) {
    return scene.request(new LineRequest.Answer(scene.header(Scene.AHAB), id));
  }

  private Scene hold(CallId id) {
    return scene.request(new LineRequest.Hold(scene.header(Scene.AHAB), id));
  }

  private Scene unhold(CallId id) {
    return scene.request(new LineRequest.Unhold(scene.header(Scene.AHAB), id));
  }

  private CallId ringing(String channel) {
    return scene.inbound(RINGING, channel).newest();
  }

  private CallId talking(String channel) {
    return scene.inbound(BUSY, channel).newest();
  }

  @Test
  void answer_notRinging_isWrongState() {
    assertThat(answer(talking("c1")).told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void answer_phoneCannot_isUnavailable() {
    scene.users(java.util.List.of(Scene.ISHMAEL, Scene.AHAB), Scene.ISHMAEL, Scene.AHAB);
    scene.event(Scene.in("c1").device("Plain I").event(RINGING));
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(CallFeature.ACCEPT, CallFeature.DROP, CallFeature.REDIRECT);
    scene.request(new LineRequest.Answer(scene.header(Scene.ISHMAEL), scene.newest()));
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void accept_thenAnswer_works() {
    CallId id = ringing("c1");
    scene.request(new LineRequest.Accept(scene.header(Scene.AHAB), id));
    assertThat(scene.told()).containsExactly("ok", "ACCEPTED");
    scene.request(new LineRequest.Accept(scene.header(Scene.AHAB), id));
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
    assertThat(answer(id).told()).containsExactly("Offhook[device=Snom A]");
  }

  @Test
  void answer_refused_failsAndMayBeTriedAgain() {
    CallId id = ringing("c1");
    answer(id);
    assertThat(scene.failure("phone is busy").told()).containsExactly("!OPERATIONFAILED");
    assertThat(answer(id).told()).containsExactly("Offhook[device=Snom A]");
  }

  @Test
  void answer_eventBeforeOutcome_stillAnswersOnce() {
    CallId id = ringing("c1");
    answer(id);
    assertThat(scene.inbound(BUSY, "c1").told()).containsExactly("CONNECTED");
    assertThat(scene.success().told()).containsExactly("ok");
  }

  @Test
  void answer_twoRing_oneAtATimeAndThePhoneDecides() {
    CallId first = ringing("c1");
    CallId second = ringing("c2");
    assertThat(answer(first).told()).containsExactly("Offhook[device=Snom A]");
    assertThat(answer(second).told()).containsExactly("!INUSE");
    scene.success();
    assertThat(scene.inbound(BUSY, "c2").told()).containsExactly("CONNECTED");
    assertThat(answer(first).told())
        .as("the phone took the other one, so the key is pressed again")
        .containsExactly("Offhook[device=Snom A]");
  }

  @Test
  void unhold_twoHeldAndThePhoneResumesTheOther_mayBePressedAgain() {
    CallId first = talking("c1");
    scene.inbound(HOLD, "c1");
    talking("c2");
    scene.inbound(HOLD, "c2");
    unhold(first);
    scene.success();
    scene.inbound(UNHOLD, "c2");
    scene.inbound(HOLD, "c2");
    assertThat(unhold(first).told()).containsExactly("Hold[device=Snom A]");
  }

  @Test
  void hold_twiceQuickly_pressesTheKeyOnce() {
    CallId id = talking("c1");
    assertThat(hold(id).told()).containsExactly("Hold[device=Snom A]");
    assertThat(hold(id).last()).isEmpty();
    assertThat(scene.success().told()).containsExactly("ok", "ok");
    assertThat(hold(id).told()).as("the event is still to come").containsExactly("ok");
    assertThat(unhold(id).told()).containsExactly("!INVALCALLSTATE");
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(hold(id).told()).containsExactly("!INVALCALLSTATE");
    assertThat(unhold(id).told()).containsExactly("Hold[device=Snom A]");
    scene.success();
    assertThat(scene.inbound(UNHOLD, "c1").told()).containsExactly("CONNECTED");
  }

  @Test
  void hold_eventNeverComes_mayBePressedAgainAfterTheLimit() {
    CallId id = talking("c1");
    hold(id);
    scene.success();
    scene.pass(Duration.ofSeconds(10));
    assertThat(hold(id).told()).containsExactly("Hold[device=Snom A]");
  }

  @Test
  void unhold_whileAnotherCallTalksAtThePhone_isWrongState() {
    CallId held = talking("c1");
    scene.inbound(HOLD, "c1");
    assertThat(scene.call(held).features()).contains(CallFeature.UNHOLD);
    talking("c2");
    assertThat(scene.call(held).features()).doesNotContain(CallFeature.UNHOLD);
    assertThat(unhold(held).told())
        .as("the key would hold the other call")
        .containsExactly("!INVALCALLSTATE");
    scene.inbound(HANGUP, "c2");
    assertThat(scene.call(held).features()).contains(CallFeature.UNHOLD);
  }

  @Test
  void hold_whileAnotherCallTalksAtThePhone_isNotOfferedAndWrongState() {
    CallId first = talking("c1");
    CallId second = talking("c2");
    assertThat(scene.call(first).features()).doesNotContain(CallFeature.HOLD);
    assertThat(scene.call(second).features()).doesNotContain(CallFeature.HOLD);
    assertThat(hold(first).told())
        .as("the key would hold either")
        .containsExactly("!INVALCALLSTATE");
  }

  @Test
  void unhold_whileAnotherCallIsInTransition_isWrongState() {
    CallId first = talking("c1");
    scene.inbound(HOLD, "c1");
    CallId second = talking("c2");
    scene.inbound(HOLD, "c2");
    unhold(first);
    assertThat(unhold(second).told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void hold_callEndsMeanwhile_answersWithTheOutcome() {
    CallId id = talking("c1");
    hold(id);
    scene.inbound(HANGUP, "c1");
    assertThat(scene.failure("no call").told()).containsExactly("!OPERATIONFAILED");
  }

  @Test
  void hold_linkLost_fails() {
    CallId id = talking("c1");
    hold(id);
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    assertThat(scene.told()).startsWith("!RESOURCEUNAVAIL");
    assertThat(hold(id).told()).containsExactly("!RESOURCEUNAVAIL");
  }

  @Test
  void unknownCall_isInvalidHandle() {
    assertThat(hold(new CallId(4711)).told()).containsExactly("!INVALCALLHANDLE");
    CallId starbucks = scene.event(Scene.in("c1").device("Snom B").event(BUSY)).newest();
    assertThat(hold(starbucks).told())
        .as("a call of another line")
        .containsExactly("!INVALCALLHANDLE");
  }
}
