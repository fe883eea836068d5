package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RENAME;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final User AHAB_MOVED =
      Scene.user(
          "ahab", "Captain Ahab", "101", Scene.phone("Deck", EnumSet.allOf(Capability.class)));

  private final Scene scene = Scene.inService();

  @Test
  void event_deviceAndForeignNumber_deviceWins() {
    scene.event(Scene.in("c1").target("Hotline", "700").event(RINGING));
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
    scene.event(Scene.in("c2").target("Starbuck", "102").event(RINGING));
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void event_withoutDevice_extensionDecides() {
    scene.event(Scene.in("c1").device("").target("", "102").event(RINGING));
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.STARBUCK));
    scene.event(Scene.out("c2").device("").source("", "102").target("", "101").event(RINGING));
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void event_knownChannelWithoutDevice_staysWithItsLine() {
    scene.inbound(RINGING, "c1");
    scene.event(Scene.in("c1").device("").target("Starbuck", "102").event(BUSY));
    assertThat(scene.told()).containsExactly("CONNECTED");
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void event_channelNamesAnotherPhone_staysWithItsLine() {
    scene.inbound(BUSY, "c1");
    scene.event(Scene.in("c1").device("Snom B").event(HOLD));
    assertThat(scene.told()).containsExactly("ONHOLD");
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
    scene.event(Scene.in("c1").device("Snom B").event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void event_ofUserWithoutLine_isIgnored() {
    scene.event(Scene.in("c1").device("Plain I").target("", "104").event(RINGING));
    assertThat(scene.last()).isEmpty();
    assertThat(scene.mapper.counters().ignored()).isEqualTo(1);
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void event_nobodyKnown_asksOnceAndIsReplayedInOrder() {
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(RINGING));
    assertThat(scene.told()).containsExactly("ask Deck");
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    scene.event(Scene.in("c2").device("Deck").target("", "700").event(RINGING));
    assertThat(scene.last()).isEmpty();
    scene.users(List.of(AHAB_MOVED, Scene.STARBUCK), AHAB_MOVED, Scene.STARBUCK);
    assertThat(scene.told()).containsSubsequence("OFFERING", "CONNECTED", "OFFERING");
    assertThat(scene.living().values()).containsExactly(CallState.CONNECTED, CallState.OFFERING);
    assertThat(scene.mapper.counters().heldBack()).isEqualTo(3);
    assertThat(scene.mapper.nextTime().orElseThrow())
        .as("only the limit for ringing is left")
        .isAfter(scene.now.plusSeconds(60));
  }

  @Test
  void event_directoryDoesNotKnowEither_isDroppedAndNotAskedAgainForAWhile() {
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(RINGING));
    scene.users(List.of(Scene.AHAB, Scene.STARBUCK), Scene.AHAB, Scene.STARBUCK);
    assertThat(scene.mapper.counters().droppedUnknown()).isZero();
    scene.pass(Duration.ofSeconds(5));
    assertThat(scene.mapper.counters().droppedUnknown()).isEqualTo(1);
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    assertThat(scene.last()).isEmpty();
    assertThat(scene.mapper.counters().droppedUnknown()).isEqualTo(2);
    scene.pass(Duration.ofSeconds(61));
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    assertThat(scene.told()).containsExactly("ask Deck");
  }

  @Test
  void event_directorySilent_isDroppedAfterTheLimit() {
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(RINGING));
    scene.pass(Duration.ofSeconds(3));
    scene.event(Scene.in("c2").device("Mast").target("", "700").event(RINGING));
    scene.pass(Duration.ofSeconds(2));
    assertThat(scene.mapper.counters().droppedUnknown()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(3));
    assertThat(scene.mapper.counters().droppedUnknown()).isEqualTo(2);
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void event_laterOneTellsTheDevice_heldOnesGoToTheSameLineFirst() {
    scene.event(Scene.in("c1").device("").target("", "700").event(RINGING));
    assertThat(scene.told()).containsExactly("ask 700");
    scene.event(Scene.in("c1").target("", "700").event(BUSY));
    assertThat(scene.told()).containsExactly("OFFERING", "CONNECTED");
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void event_unknownHangup_isNothing() {
    scene.inbound(HANGUP, "c1");
    assertThat(scene.last()).isEmpty();
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(HANGUP));
    assertThat(scene.last()).isEmpty();
  }

  @Test
  void event_manyForOneChannel_newestAreKept() {
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(RINGING));
    for (int i = 0; i < 40; i++) {
      scene.event(Scene.in("c1").device("Deck").target("", "700").event(RENAME));
    }
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(HOLD));
    assertThat(scene.mapper.counters().droppedOverflow()).isEqualTo(26);
    scene.users(List.of(AHAB_MOVED, Scene.STARBUCK), AHAB_MOVED, Scene.STARBUCK);
    assertThat(scene.living().values()).containsExactly(CallState.ONHOLD);
  }

  @Test
  void event_manyChannelsWait_totalIsBounded() {
    for (int i = 0; i < 1100; i++) {
      scene.event(Scene.in("c" + i).device("Deck").target("", "700").event(RINGING));
    }
    assertThat(scene.mapper.counters().droppedOverflow()).isEqualTo(76);
  }

  @Test
  void event_extensionOfTwoUsers_isNobodys() {
    User double102 = Scene.user("stubb", "Stubb", "102", Scene.phone("Snom S", Set.of()));
    scene.users(List.of(Scene.STARBUCK, double102), Scene.STARBUCK, double102);
    scene.event(Scene.in("c1").device("").target("", "102").event(RINGING));
    assertThat(scene.told()).containsExactly("ask 102");
  }

  @Test
  void event_afterHangup_makesNoPhantom() {
    scene.inbound(RINGING, "c1");
    scene.inbound(HANGUP, "c1");
    scene.inbound(RENAME, "c1");
    assertThat(scene.last()).isEmpty();
    assertThat(scene.mapper.counters().droppedLate()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(10));
    assertThat(scene.inbound(RINGING, "c1").told())
        .as("channels may be used again")
        .containsExactly("OFFERING");
  }

  @Test
  void event_lineIsFull_isCounted() {
    for (int i = 0; i < 65; i++) {
      scene.inbound(BUSY, "c" + i);
    }
    assertThat(scene.mapper.calls()).hasSize(64);
    assertThat(scene.mapper.counters().droppedCrowded()).isEqualTo(1);
    scene.makeCall(Scene.AHAB, "123");
    assertThat(scene.told()).containsExactly("!CALLUNAVAIL");
  }
}
