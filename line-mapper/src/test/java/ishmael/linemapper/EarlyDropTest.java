package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A program drops its call before the channel has appeared. */
class EarlyDropTest {
  private static final String NUMBER = "0015085550100";

  private final Scene scene = Scene.inService();

  private Scene.EventDraft toward(String channel, String number) {
    return Scene.out(channel).target("", number);
  }

  @Test
  void dropBeforeChannel_isIdleAtOnceAndHungUpWhenItAppears() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    assertThat(scene.told()).containsExactly("ok", "DISCONNECTED(NORMAL)", "IDLE");
    scene.outbound(RINGING, "c1");
    assertThat(scene.told()).containsExactly("Hangup[channel=c1]");
    assertThat(scene.mapper.calls()).isEmpty();
    assertThat(scene.outbound(BUSY, "c1").last()).isEmpty();
    scene.outbound(HANGUP, "c1");
    assertThat(scene.last()).isEmpty();
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    assertThat(scene.told()).containsExactly("ok");
  }

  @Test
  void dropBeforeChannel_hangupRefused_theCallIsShown() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    scene.outbound(RINGING, "c1");
    assertThat(scene.failure("not now").told()).containsExactly("RINGBACK");
    assertThat(scene.living()).hasSize(1).doesNotContainKey(id);
    assertThat(scene.outbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void dropBeforeTheOutcome_answersBoth() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    assertThat(scene.told()).containsExactly("ok", "ok", "DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.success().last()).isEmpty();
    assertThat(scene.outbound(RINGING, "c1").told()).containsExactly("Hangup[channel=c1]");
  }

  @Test
  void dropBeforeChannel_handDialledCallIsSpared() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    scene.event(toward("hand", "102").event(RINGING));
    assertThat(scene.told()).containsExactly("PROCEEDING", "RINGBACK");
  }

  @Test
  void dropBeforeChannel_neverAppears_isForgotten() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.drop(Scene.AHAB, id, Scene.KNOWN);
    scene.pass(Duration.ofSeconds(31));
    assertThat(scene.last()).isEmpty();
    assertThat(scene.mapper.nextTime()).isEmpty();
    assertThat(scene.outbound(RINGING, "c1").told()).containsExactly("PROCEEDING", "RINGBACK");
  }
}
