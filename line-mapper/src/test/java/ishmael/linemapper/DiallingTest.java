package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dial tones, numbers digit by digit, and what may not be dialled. */
class DiallingTest {
  private static final String NUMBER = "0015085550100";

  private final Scene scene = Scene.inService();

  private Scene.EventDraft toward(String channel, String number) {
    return Scene.out(channel).target("", number);
  }

  @Test
  void emptyTarget_givesDialToneAndCollects() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    assertThat(scene.told()).containsExactly("ok", "DIALTONE");
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(CallFeature.DIAL, CallFeature.DROP);
    dial(id, "089;");
    assertThat(scene.told()).containsExactly("ok", "DIALING");
    dial(id, "12;");
    assertThat(scene.told()).containsExactly("ok");
    dial(id, "34");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=0891234]", "DIALING");
    assertThat(scene.lastCall().features()).containsExactly(CallFeature.DROP);
    assertThat(scene.success().told()).containsExactly("ok");
    dial(id, "5");
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
    scene.event(toward("c1", "0891234").event(RINGING));
    assertThat(scene.living()).containsEntry(id, CallState.RINGBACK);
  }

  @Test
  void partialNumber_emptyDialEndsIt() {
    CallId id = scene.makeCall(Scene.AHAB, "089;");
    assertThat(scene.told()).containsExactly("ok", "DIALING");
    dial(id, "");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=089]", "DIALING");
  }

  @Test
  void dialTone_wholeNumberAtOnce_isDiallingWhenTaken() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    dial(id, "089");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=089]", "DIALTONE");
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
  }

  @Test
  void collectedNumberRefused_endsTheCallWithTheReason() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    dial(id, "089");
    scene.failure("Invalid number");
    assertThat(scene.told()).containsExactly("!INVALADDRESS", "DISCONNECTED(BADADDRESS)", "IDLE");
    assertThat(scene.lastCall().comment()).isEqualTo("Invalid number");
  }

  @Test
  void dialTone_droppedOrForgotten_ends() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    scene.drop(Scene.AHAB, id, Scene.NOBODY);
    assertThat(scene.told()).containsExactly("ok", "DISCONNECTED(NORMAL)", "IDLE");
    scene.makeCall(Scene.AHAB, "");
    scene.pass(Duration.ofSeconds(60));
    assertThat(scene.told()).containsExactly("DISCONNECTED(UNAVAIL)", "IDLE");
    CallId third = scene.makeCall(Scene.AHAB, "");
    assertThat(scene.close(Scene.AHAB, third).told())
        .containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  private void dial(CallId id, String target) {
    scene.request(new LineRequest.Dial(scene.header(Scene.AHAB), id, target));
  }

  @Test
  void badTargets_areRefusedWithoutACommand() {
    scene.makeCall(Scene.AHAB, "ext");
    assertThat(scene.told()).containsExactly("!INVALADDRESS");
    scene.makeCall(Scene.AHAB, "0?12");
    assertThat(scene.told()).containsExactly("!DIALPROMPT");
    scene.makeCall(Scene.AHAB, "0W12");
    assertThat(scene.told()).containsExactly("!DIALDIALTONE");
  }

  @Test
  void nextPart_thatMakesNoNumberWithTheFirst_isRefusedAndTheNumberStays() {
    CallId id = scene.makeCall(Scene.AHAB, "089;");
    scene.told();
    dial(id, "+49");
    assertThat(scene.told()).containsExactly("!INVALADDRESS");
    dial(id, "12");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=08912]", "DIALING");
  }

  @Test
  void callIdInUse_isRefused() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.request(new LineRequest.MakeCall(scene.header(Scene.AHAB), id, NUMBER));
    assertThat(scene.told()).containsExactly("!INVALCALLHANDLE");
    scene.request(new LineRequest.MakeCall(scene.header(Scene.AHAB), new CallId(5), NUMBER));
    assertThat(scene.told()).containsExactly("!INVALCALLHANDLE");
  }

  @Test
  void userWithoutDialPhone_isRefused() {
    User mute = Scene.user("ahab", "Captain Ahab", "101");
    scene.users(List.of(mute, Scene.STARBUCK), mute, Scene.STARBUCK);
    scene.makeCall(mute, NUMBER);
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void linkDownOrLineUnknown_isRefused() {
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.told()).containsExactly("!RESOURCEUNAVAIL");
    RequestKey key = new RequestKey(1, 99);
    LineRequest.Header header = new LineRequest.Header(key, Scene.KNOWN, new LineId(1));
    scene.request(new LineRequest.MakeCall(header, scene.newCall(), NUMBER));
    assertThat(scene.told()).containsExactly("!NODEVICE");
  }

  @Test
  void sameRequestTwice_isDoneOnce() {
    LineRequest.MakeCall make =
        new LineRequest.MakeCall(scene.header(Scene.AHAB), scene.newCall(), NUMBER);
    scene.request(make);
    assertThat(scene.request(make).last()).isEmpty();
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
  }
}
