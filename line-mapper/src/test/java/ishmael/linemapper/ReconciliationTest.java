package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RENAME;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.PhoneState.FREE;
import static ishmael.linemapper.PhoneEvent.PhoneState.IN_CALL;
import static ishmael.linemapper.PhoneEvent.PhoneState.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.PhoneState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTest {
  private final Scene scene = Scene.inService();

  private Scene seconds(int seconds) {
    return scene.pass(Duration.ofSeconds(seconds));
  }

  private void relogin() {
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    seconds(2);
    scene.note(scene.mapper.inService(scene.now));
  }

  @ParameterizedTest
  @EnumSource(
      value = PhoneState.class,
      names = {"FREE", "UNAVAILABLE"})
  void presence_saysFreeWhileTalking_endsAfterAQuietTime(PhoneState state) {
    scene.inbound(BUSY, "c1");
    seconds(60);
    assertThat(scene.presence(Scene.AHAB, state).last()).isEmpty();
    assertThat(seconds(2).last()).isEmpty();
    assertThat(seconds(1).told()).containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
    assertThat(scene.mapper.counters().reconciled()).isEqualTo(1);
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void presence_freeThenHangup_endsAsUsual() {
    scene.inbound(BUSY, "c1");
    scene.presence(Scene.AHAB, FREE);
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void presence_freeThenInCall_staysConnected() {
    scene.inbound(BUSY, "c1");
    scene.presence(Scene.AHAB, FREE);
    seconds(1);
    scene.presence(Scene.AHAB, IN_CALL);
    assertThat(seconds(60).last()).isEmpty();
  }

  @Test
  void presence_freeButEventsCome_waitsForQuiet() {
    scene.inbound(HOLD, "c1");
    scene.presence(Scene.AHAB, FREE);
    seconds(2);
    scene.inbound(RENAME, "c1");
    assertThat(seconds(2).last()).isEmpty();
    assertThat(seconds(1).told()).containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void presence_freeBeforeTheCall_meansNothing() {
    scene.presence(Scene.AHAB, FREE);
    scene.inbound(BUSY, "c1");
    assertThat(seconds(60).last()).isEmpty();
  }

  @Test
  void presence_freeWhileRinging_meansNothing() {
    scene.inbound(RINGING, "c1");
    scene.presence(Scene.AHAB, FREE);
    assertThat(seconds(60).last()).isEmpty();
  }

  @Test
  void presence_ofSomebodyElse_meansNothing() {
    scene.inbound(BUSY, "c1");
    scene.presence(Scene.STARBUCK, FREE).presence(Scene.ISHMAEL, FREE);
    assertThat(seconds(60).last()).isEmpty();
  }

  @Test
  void relogin_presenceFree_endsTheCallAtOnce() {
    scene.inbound(BUSY, "c1");
    relogin();
    assertThat(scene.presence(Scene.AHAB, FREE).told())
        .containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void relogin_presenceToldBeforeService_countsAsWell() {
    scene.inbound(BUSY, "c1");
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    scene.presence(Scene.AHAB, UNAVAILABLE);
    assertThat(scene.living()).hasSize(1);
    scene.note(scene.mapper.inService(scene.now));
    assertThat(scene.told()).endsWith("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void relogin_presenceInCall_keepsTheCall() {
    scene.inbound(BUSY, "c1");
    relogin();
    scene.presence(Scene.AHAB, IN_CALL);
    assertThat(seconds(600).last()).isEmpty();
    assertThat(scene.living()).hasSize(1);
  }

  @Test
  void relogin_anyEvent_keepsTheCall() {
    scene.inbound(BUSY, "c1");
    relogin();
    scene.inbound(HOLD, "c1");
    assertThat(seconds(600).last()).isEmpty();
  }

  @Test
  void relogin_noPresence_endsAfterTheLimit() {
    scene.inbound(BUSY, "c1");
    relogin();
    assertThat(seconds(14).last()).isEmpty();
    assertThat(seconds(1).told()).containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void relogin_ringingWithoutEvent_endsAfterAMinute() {
    scene.inbound(RINGING, "c1");
    relogin();
    scene.presence(Scene.AHAB, FREE);
    assertThat(seconds(59).last()).isEmpty();
    assertThat(seconds(1).told()).containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void linkDown_callsStay() {
    scene.inbound(BUSY, "c1");
    scene.inbound(RINGING, "c2");
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    seconds(3600);
    assertThat(scene.living()).hasSize(2);
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void ringingForVeryLong_ends() {
    scene.inbound(RINGING, "c1");
    assertThat(seconds(599).last()).isEmpty();
    assertThat(seconds(1).told()).containsExactly("DISCONNECTED(NOANSWER)", "IDLE");
  }

  @Test
  void endedWrongly_eventBringsTheCallBackAsANewOne() {
    scene.inbound(BUSY, "c1");
    CallId first = scene.lastCall().id();
    scene.presence(Scene.AHAB, FREE);
    seconds(3);
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(scene.lastCall().id()).isNotEqualTo(first);
  }
}
