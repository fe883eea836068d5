package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.REDIRECT;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** BlindTransfer and Redirect: base.Transfer of a channel. */
class BlindTransferTest {
  private final Scene scene = Scene.inService();
  private final Desk desk = new Desk(scene);

  private Scene transfer(CallId id, String target) {
    return scene.request(new LineRequest.BlindTransfer(desk.header(), id, target));
  }

  private Scene redirect(CallId id, String target) {
    return scene.request(new LineRequest.Redirect(desk.header(), id, target));
  }

  @Test
  void transfer_talking_endsNormally() {
    CallId id = desk.talking("c1");
    transfer(id, "10-3");
    assertThat(scene.lastCommand().command())
        .isEqualTo(new PhoneCommand.Transfer(new Channel("c1"), "103"));
    assertThat(scene.success().told()).containsExactly("ok");
    scene.inbound(TRANSFER, "c1");
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void transfer_held_works() {
    CallId id = desk.held("c1");
    assertThat(desk.features(id)).contains(CallFeature.BLINDTRANSFER);
    transfer(id, "103");
    scene.success();
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void transfer_ringingOrBadNumber_isRefusedWithoutACommand() {
    CallId ringing = scene.inbound(RINGING, "c1").newest();
    assertThat(transfer(ringing, "103").told()).containsExactly("!INVALCALLSTATE");
    CallId talking = desk.talking("c2");
    assertThat(transfer(talking, "").told()).containsExactly("!INVALADDRESS");
    assertThat(transfer(talking, "12;").told()).containsExactly("!INVALADDRESS");
    assertThat(transfer(talking, "words").told()).containsExactly("!INVALADDRESS");
  }

  @Test
  void transfer_refused_callGoesOn() {
    CallId id = desk.talking("c1");
    transfer(id, "999");
    assertThat(scene.failure("Invalid number").told()).contains("!INVALADDRESS");
    assertThat(desk.state(id)).isEqualTo("CONNECTED");
    transfer(id, "103");
    assertThat(scene.failure("not now").told()).contains("!OPERATIONFAILED");
    assertThat(desk.features(id)).contains(CallFeature.BLINDTRANSFER);
  }

  @Test
  void transfer_silence_failsAndTheCallMayStillLeave() {
    CallId id = desk.talking("c1");
    transfer(id, "103");
    scene.pass(Duration.ofSeconds(30));
    assertThat(scene.told()).contains("!OPERATIONFAILED");
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void transfer_twice_secondIsRefusedUntilTheFirstCameToNothing() {
    CallId id = desk.talking("c1");
    transfer(id, "103");
    assertThat(transfer(id, "104").told()).containsExactly("!INVALCALLSTATE");
    scene.success();
    scene.pass(Duration.ofSeconds(10));
    assertThat(desk.features(id)).contains(CallFeature.BLINDTRANSFER);
    assertThat(transfer(id, "104").told()).anyMatch(text -> text.startsWith("Transfer["));
  }

  @Test
  void redirect_ringing_isForwarded() {
    CallId id = scene.inbound(RINGING, "c1").newest();
    assertThat(desk.features(id)).contains(CallFeature.REDIRECT);
    redirect(id, "103");
    assertThat(scene.success().told()).containsExactly("ok");
    scene.event(Scene.in("c1").target("Queequeg", "103").event(REDIRECT));
    assertThat(scene.told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
    assertThat(scene.inbound(HANGUP, "c1").last()).isEmpty();
  }

  @Test
  void redirect_accepted_isForwardedEvenWithoutTheEvent() {
    CallId id = scene.inbound(RINGING, "c1").newest();
    scene.request(new LineRequest.Accept(desk.header(), id));
    redirect(id, "103");
    scene.success();
    assertThat(scene.inbound(HANGUP, "c1").told())
        .containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
  }

  @Test
  void redirect_talking_isWrongState() {
    assertThat(redirect(desk.talking("c1"), "103").told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void redirect_twoPhonesRing_oneCommandAndAllFallSilent() {
    User ahab =
        Scene.user(
            "ahab",
            "Captain Ahab",
            "101",
            Scene.phone("Snom A", java.util.EnumSet.allOf(Capability.class)),
            Scene.phone("Cabin", java.util.EnumSet.allOf(Capability.class)));
    scene.users(java.util.List.of(ahab, Scene.STARBUCK), ahab);
    CallId id = scene.inbound(RINGING, "c1").newest();
    scene.event(Scene.in("c2").device("Cabin").event(RINGING));
    assertThat(redirect(id, "103").told()).filteredOn(t -> t.startsWith("Transfer")).hasSize(1);
    scene.success();
    scene.event(Scene.in("c1").target("Queequeg", "103").event(REDIRECT));
    assertThat(desk.state(id)).isEqualTo("OFFERING");
    scene.event(Scene.in("c2").device("Cabin").event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
    scene.inbound(HANGUP, "c1");
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void transfer_hold_heldMeanwhile_stillEnds() {
    CallId id = desk.talking("c1");
    transfer(id, "103");
    scene.inbound(HOLD, "c1");
    scene.success();
    scene.inbound(HANGUP, "c1");
    assertThat(scene.states(id)).endsWith("ONHOLD", "DISCONNECTED(NORMAL)", "IDLE");
  }
}
