package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.REDIRECT;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RENAME;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call that rings at several phones of one user is one call to TAPI. */
class ForksTest {
  private static final User AHAB =
      Scene.user(
          "ahab",
          "Captain Ahab",
          "101",
          Scene.phone("Snom A", Set.of(Capability.DIAL)),
          Scene.phone("Cabin", EnumSet.allOf(Capability.class)));

  private final Scene scene = Scene.inService();
  private CallId call = new CallId(1);

  @BeforeEach
  void ringsAtBothPhones() {
    scene.users(List.of(AHAB, Scene.STARBUCK, Scene.ISHMAEL), AHAB, Scene.STARBUCK);
    assertThat(desk(RINGING).told()).containsExactly("OFFERING");
    call = scene.lastCall().id();
    cabin(RINGING);
    assertThat(scene.living()).containsOnlyKeys(call);
  }

  private Scene desk(ChannelEventType type) {
    return scene.inbound(type, "desk");
  }

  private Scene cabin(ChannelEventType type) {
    return scene.event(Scene.in("cabin").device("Cabin").event(type));
  }

  @Test
  void answeredAtTheSecondPhone_isTheSameCall() {
    assertThat(cabin(BUSY).told()).containsExactly("CONNECTED");
    assertThat(desk(HANGUP).last()).isEmpty();
    assertThat(scene.living()).containsOnlyKeys(call);
    scene.drop(AHAB, call, Scene.KNOWN);
    assertThat(scene.told()).containsExactly("Hangup[channel=cabin]");
    scene.success();
    assertThat(cabin(HANGUP).told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime().filter(at -> at.isAfter(scene.now.plusSeconds(10))))
        .as("nothing runs beyond the hang-up's own limit")
        .isEmpty();
  }

  @Test
  void firstPhoneFallsSilentBeforeTheSecondAnswers_isTheSameCall() {
    assertThat(desk(HANGUP).told()).doesNotContain("IDLE");
    assertThat(cabin(BUSY).told()).containsExactly("CONNECTED");
    assertThat(scene.living()).containsOnlyKeys(call);
  }

  @Test
  void answeredAtTheFirstPhone_theSecondFallsSilent() {
    assertThat(desk(BUSY).told()).containsExactly("CONNECTED");
    assertThat(cabin(HANGUP).last()).isEmpty();
    assertThat(scene.pass(Duration.ofSeconds(5)).last()).isEmpty();
    assertThat(desk(HOLD).told()).containsExactly("ONHOLD");
  }

  @Test
  void nobodyAnswers_endsWithTheLastPhone() {
    cabin(HANGUP);
    assertThat(scene.living()).containsOnlyKeys(call);
    assertThat(desk(HANGUP).told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void redirectedEverywhere_endsAsForwarded() {
    desk(REDIRECT);
    assertThat(cabin(REDIRECT).told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
    assertThat(cabin(RENAME).last()).as("late").isEmpty();
  }

  @Test
  void answer_usesThePhoneThatCan() {
    assertThat(scene.call(call).features()).contains(CallFeature.ANSWER);
    scene.request(new LineRequest.Answer(scene.header(AHAB), call));
    assertThat(scene.told()).containsExactly("Offhook[device=Cabin]");
  }

  @Test
  void drop_silencesAllPhones() {
    scene.drop(AHAB, call, Scene.KNOWN);
    assertThat(scene.told()).containsExactly("Hangup[channel=desk]", "Hangup[channel=cabin]");
    desk(HANGUP);
    assertThat(cabin(HANGUP).told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void bothAnswer_areTwoCalls() {
    desk(BUSY);
    assertThat(cabin(BUSY).told()).containsExactly("CONNECTED");
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void otherPhoneRingsOn_isACallOfItsOwnAfterAWhile() {
    desk(BUSY);
    assertThat(scene.pass(Duration.ofSeconds(3)).told()).containsExactly("OFFERING");
    assertThat(scene.living()).hasSize(2);
    assertThat(cabin(HANGUP).told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void secondCallOfTheSameCaller_isAnotherCall() {
    scene.inbound(RINGING, "desk-2");
    scene.event(Scene.in("cabin-2").device("Cabin").event(RINGING));
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void anotherCallerAtTheOtherPhone_isAnotherCall() {
    scene.inbound(HANGUP, "desk");
    cabin(HANGUP);
    desk2("0301", "Snom A");
    desk2("0302", "Cabin");
    assertThat(scene.living()).hasSize(2);
  }

  private void desk2(String number, String device) {
    scene.event(Scene.in("c" + number).source("", number).device(device).event(RINGING));
  }

  @Test
  void laterRingingOfTheSameCaller_isAnotherCall() {
    cabin(HANGUP);
    scene.pass(Duration.ofSeconds(3));
    scene.event(Scene.in("cabin-2").device("Cabin").event(RINGING));
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void aPhoneMovesToAnotherUser_ringsOnForTheFirst() {
    User starbuck =
        Scene.user(
            "starbuck",
            "Starbuck",
            "102",
            Scene.phone("Snom B", Set.of()),
            Scene.phone("Snom A", Set.of()));
    User ahab =
        Scene.user(
            "ahab", "Captain Ahab", "101", Scene.phone("Cabin", EnumSet.allOf(Capability.class)));
    scene.users(List.of(ahab, starbuck, Scene.ISHMAEL), ahab, starbuck);
    desk(RINGING);
    assertThat(scene.living()).containsOnlyKeys(call);
    assertThat(cabin(BUSY).told()).containsExactly("CONNECTED");
    assertThat(desk(HANGUP).last()).as("it fell silent").isEmpty();
    assertThat(scene.living()).containsOnlyKeys(call);
    scene.inbound(RINGING, "next");
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(starbuck));
  }

  @Test
  void theOtherPhoneMovesToAnotherUser_andAnswers_isStillTheSameCall() {
    scene.event(new PhoneEvent.PhonesMoved(Set.of(new DeviceName("Cabin"))));
    assertThat(cabin(BUSY).told()).containsExactly("CONNECTED");
    assertThat(desk(HANGUP).last()).isEmpty();
    assertThat(scene.living()).containsOnlyKeys(call);
  }
}
