package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BasicCallTest {
  private final Scene scene = Scene.inService();

  @Test
  void inboundCall_runsItsCourse_showsEachState() {
    assertThat(scene.inbound(RINGING, "c1").told()).containsExactly("OFFERING");
    CallView call = scene.lastCall();
    assertThat(call.line()).isEqualTo(scene.line(Scene.AHAB));
    assertThat(call.caller()).isEqualTo(CallParty.of(Scene.CHANDLERS));
    assertThat(call.called()).isEqualTo(CallParty.of(new Party("Captain Ahab", "101")));
    assertThat(call.connected()).isEqualTo(CallParty.UNAVAIL);
    assertThat(call.origin()).isEqualTo(CallOrigin.EXTERNAL);
    assertThat(call.reason()).isEqualTo(CallReason.DIRECT);
    assertThat(scene.inbound(BUSY, "c1").told()).containsExactly("CONNECTED");
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(scene.inbound(UNHOLD, "c1").told()).containsExactly("CONNECTED");
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.calls()).isEmpty();
  }

  @Test
  void makeCall_runsItsCourse_answersThenShowsEachState() {
    CallId id = scene.makeCall(Scene.AHAB, "+1 (508) 555-0100");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=+15085550100]");
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
    assertThat(scene.outbound(RINGING, "c1").told()).containsExactly("PROCEEDING", "RINGBACK");
    assertThat(scene.outbound(BUSY, "c1").told()).containsExactly("CONNECTED");
    assertThat(scene.lastCall().connected()).isEqualTo(CallParty.of(Scene.CHANDLERS));
    assertThat(scene.drop(Scene.AHAB, id, Scene.KNOWN).told())
        .containsExactly("Hangup[channel=c1]");
    assertThat(scene.success().told()).containsExactly("ok");
    assertThat(scene.outbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.lastCall().id()).isEqualTo(id);
  }

  @Test
  void answer_ofRingingCall_goesOffHookAtItsPhone() {
    scene.inbound(RINGING, "c1");
    CallId id = scene.lastCall().id();
    scene.request(new LineRequest.Answer(scene.header(Scene.AHAB), id));
    assertThat(scene.told()).containsExactly("Offhook[device=Snom A]");
    assertThat(scene.success().told()).containsExactly("ok");
    assertThat(scene.inbound(BUSY, "c1").told()).containsExactly("CONNECTED");
  }
}
