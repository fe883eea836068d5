package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PickupTest {
  private final Scene scene = Scene.inService();

  private CallId pickUp(String target) {
    CallId id = scene.newCall();
    scene.request(new LineRequest.Pickup(scene.header(Scene.AHAB), id, target));
    return id;
  }

  private Scene rings(User user, String extension, boolean ringing) {
    return scene.event(
        new PhoneEvent.PickupEvent(ringing, user.name(), extension, Scene.CHANDLERS));
  }

  @Test
  void pickUp_extension_matchesTheChannelThatAppears() {
    CallId id = pickUp("102");
    assertThat(scene.told())
        .containsExactly("Pickup[user=ahab, target=102, device=Optional[Snom A]]");
    assertThat(scene.success().told()).containsExactly("ok", "OFFERING");
    scene.event(Scene.in("c9").target("Starbuck", "102").ref("c1").event(BUSY));
    assertThat(scene.told()).containsExactly("CONNECTED");
    assertThat(scene.lastCall().id()).isEqualTo(id);
    assertThat(scene.lastCall().reason()).isEqualTo(CallReason.PICKUP);
    assertThat(scene.lastCall().caller()).isEqualTo(CallParty.of(Scene.CHANDLERS));
  }

  @Test
  void pickUp_ofTheOwnExtension_isRefused() {
    pickUp("101");
    assertThat(scene.told()).containsExactly("!INVALADDRESS");
    assertThat(scene.inbound(RINGING, "c1").told()).containsExactly("OFFERING");
  }

  @Test
  void pickUp_eventBeforeOutcome_completesTheRequest() {
    CallId id = pickUp("102");
    scene.event(Scene.in("c9").ref("c1").event(BUSY));
    assertThat(scene.told()).containsExactly("ok", "OFFERING", "CONNECTED");
    assertThat(scene.success().last()).isEmpty();
    assertThat(scene.living()).containsOnlyKeys(id);
  }

  @Test
  void pickUp_bothLegsKnown_shareTheCallId() {
    scene.event(Scene.in("c1").device("Snom B").target("Starbuck", "102").event(RINGING));
    int rang = scene.lastCall().callId();
    pickUp("102");
    scene.event(Scene.in("c1").device("Snom B").target("Starbuck", "102").event(HANGUP));
    scene.event(Scene.in("c9").target("Starbuck", "102").ref("c1").event(BUSY));
    assertThat(scene.lastCall().callId()).isEqualTo(rang);
  }

  @Test
  void pickUp_theLegThatRang_endsWithModePickup() {
    scene.event(Scene.in("c1").device("Snom B").target("Starbuck", "102").event(RINGING));
    pickUp("102");
    scene.event(Scene.in("c1").device("Snom B").target("Starbuck", "102").event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(PICKUP)", "IDLE");
    scene.event(Scene.in("c9").target("Starbuck", "102").ref("c1").event(BUSY));
    scene.event(Scene.in("c2").device("Snom B").target("Starbuck", "102").event(RINGING));
    scene.event(Scene.in("c2").device("Snom B").target("Starbuck", "102").event(HANGUP));
    assertThat(scene.told()).as("nobody takes this one").startsWith("DISCONNECTED(NORMAL)");
  }

  @Test
  void pickUp_ownCallRingsMeanwhile_isNotTaken() {
    rings(Scene.STARBUCK, "102", true);
    CallId id = pickUp("102");
    scene.event(Scene.in("other").source("Queequeg", "103").event(RINGING));
    assertThat(scene.lastCall().id()).isNotEqualTo(id);
    scene.event(Scene.in("c9").event(RINGING));
    assertThat(scene.lastCall().id()).as("the caller who rang there").isEqualTo(id);
  }

  @Test
  void pickUp_any_takesTheLatestThatIsNotOwn() {
    rings(Scene.STARBUCK, "102", true);
    rings(Scene.ISHMAEL, "104", true);
    rings(Scene.AHAB, "101", true);
    pickUp("");
    assertThat(scene.told().get(0)).contains("target=104");
    rings(Scene.ISHMAEL, "104", false);
    pickUp("");
    assertThat(scene.told().get(0)).contains("target=102");
    rings(Scene.STARBUCK, "102", false);
    pickUp("");
    assertThat(scene.told()).containsExactly("!TARGETNOTFOUND");
  }

  @Test
  void pickUp_any_forgetsWhatRangBeforeALinkLoss() {
    rings(Scene.STARBUCK, "102", true);
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    scene.note(scene.mapper.inService(scene.now));
    pickUp("");
    assertThat(scene.told()).containsExactly("!TARGETNOTFOUND");
  }

  @Test
  void pickUp_refused_fails() {
    pickUp("102");
    assertThat(scene.failure("Nothing rings at 102").told()).containsExactly("!OPERATIONFAILED");
    assertThat(scene.mapper.calls()).isEmpty();
  }

  @Test
  void pickUp_channelNeverAppears_ends() {
    pickUp("102");
    scene.success();
    scene.pass(Duration.ofSeconds(30));
    assertThat(scene.told()).containsExactly("DISCONNECTED(UNAVAIL)", "IDLE");
  }

  @Test
  void pickUp_badTarget_isInvalidAddress() {
    pickUp("nobody");
    assertThat(scene.told()).containsExactly("!INVALADDRESS");
  }
}
