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

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Phones that change hands, before a call, in mid call and while the directory is late. */
class HotDeskingTest {
  private static final Phone SNOM_A = Scene.phone("Snom A", EnumSet.allOf(Capability.class));
  private static final Phone SNOM_B = Scene.phone("Snom B", EnumSet.allOf(Capability.class));
  private static final User AHAB_AWAY = Scene.user("ahab", "Captain Ahab", "101");
  private static final User STARBUCK_AT_BOTH =
      Scene.user("starbuck", "Starbuck", "102", SNOM_B, SNOM_A);
  private static final User ISHMAEL_AT_A = Scene.user("ishmael", "Ishmael", "104", SNOM_A);

  private final Scene scene = Scene.inService();

  private Scene notice(String phone) {
    return scene.event(new PhoneEvent.PhonesMoved(Set.of(new DeviceName(phone))));
  }

  private Scene directory(User... users) {
    return scene.users(List.of(users), AHAB_AWAY, STARBUCK_AT_BOTH);
  }

  private Scene queueCall(PhoneEvent.ChannelEventType type, String channel) {
    return scene.event(Scene.in(channel).target("Hotline", "700").event(type));
  }

  private LineId lastLine() {
    return scene.lastCall().line();
  }

  @Test
  void phoneMovesInMidCall_callStaysAndTheNextIsTheNewUsers() {
    scene.inbound(BUSY, "c1");
    notice("Snom A");
    directory(AHAB_AWAY, STARBUCK_AT_BOTH);
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.AHAB));
    queueCall(RINGING, "c2");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void phoneOfUserWithoutLineMovesInMidCall_makesNoCallForTheNewUser() {
    directory(AHAB_AWAY, Scene.STARBUCK, ISHMAEL_AT_A);
    queueCall(BUSY, "c1");
    directory(Scene.AHAB, Scene.STARBUCK, Scene.ISHMAEL);
    queueCall(HOLD, "c1");
    queueCall(HANGUP, "c1");
    queueCall(RENAME, "c1");
    assertThat(scene.living()).isEmpty();
    assertThat(scene.mapper.counters().ignored()).isEqualTo(3);
    assertThat(scene.mapper.counters().droppedLate()).isEqualTo(1);
  }

  @Test
  void callAfterTheNotice_waitsForTheDirectoryAndIsTheNewUsers() {
    notice("Snom A");
    assertThat(queueCall(RINGING, "c1").told()).containsExactly("ask Snom A");
    assertThat(directory(Scene.AHAB, Scene.STARBUCK).told())
        .as("an answer from before the move")
        .isEmpty();
    directory(AHAB_AWAY, STARBUCK_AT_BOTH);
    assertThat(scene.told()).contains("OFFERING");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void callBetweenTwoMoves_isNotTheLastUsers() {
    notice("Snom A");
    queueCall(RINGING, "c1");
    notice("Snom A");
    directory(AHAB_AWAY, STARBUCK_AT_BOTH);
    scene.pass(Duration.ofSeconds(6));
    assertThat(scene.living()).isEmpty();
    assertThat(scene.mapper.counters().droppedUnknown()).isEqualTo(1);
    queueCall(BUSY, "c1");
    assertThat(scene.living()).isEmpty();
    queueCall(RINGING, "c2");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void noticeThatTheDirectoryNeverExplains_isForgottenAfterAMinute() {
    notice("Snom A");
    scene.pass(Duration.ofSeconds(60));
    queueCall(RINGING, "c1");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void twoUsersHaveThePhone_whoIsNewThereHasIt() {
    directory(Scene.AHAB, STARBUCK_AT_BOTH);
    queueCall(RINGING, "c1");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
    directory(Scene.AHAB, STARBUCK_AT_BOTH);
    queueCall(RINGING, "c2");
    assertThat(lastLine()).as("told again").isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void twoUsersHaveThePhoneFromTheBeginning_nobodyOwnsIt() {
    Scene fresh = new Scene(new LineMapper(Scene.options()));
    fresh.users(List.of(Scene.AHAB, STARBUCK_AT_BOTH), Scene.AHAB, STARBUCK_AT_BOTH);
    fresh.note(fresh.mapper.inService(fresh.now));
    fresh.event(Scene.in("c1").target("", "700").event(RINGING));
    assertThat(fresh.told()).containsExactly("ask Snom A");
  }

  @Test
  void strangePhone_ownNumber_isPlacedByItAndAskedFor() {
    scene.event(Scene.in("c1").device("Deck").event(RINGING));
    assertThat(scene.told()).containsExactly("OFFERING", "ask Deck");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void strangePhone_handedOverByAColleague_isNotTheColleagues() {
    scene.event(Scene.in("c1").device("Deck").from("Starbuck", "102").event(RINGING));
    assertThat(scene.told()).containsExactly("ask Deck");
    scene.event(Scene.in("c2").device("Deck").ref("other").event(BUSY));
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void strangePhoneTurnsOutToBeAnothers_callGoesThere() {
    scene.event(Scene.in("c1").device("Deck").event(RINGING));
    Phone deck = Scene.phone("Deck", Set.of());
    directory(Scene.AHAB, Scene.user("starbuck", "Starbuck", "102", SNOM_B, deck));
    scene.event(Scene.in("c1").device("Deck").event(BUSY));
    assertThat(scene.told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE", "CONNECTED");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void phoneSpelledDifferently_isTheSame() {
    queueCall(RINGING, "c1");
    scene.event(Scene.in("c2").device(" snom  a").target("", "700").event(RINGING));
    assertThat(scene.lastCall().line()).isEqualTo(scene.line(Scene.AHAB));
    assertThat(scene.lastCall().features()).contains(CallFeature.ANSWER);
  }

  @Test
  void sharedExtension_onlyOneHasAPhone_isThatUsers() {
    User away = Scene.user("stubb", "Stubb", "102");
    scene.users(List.of(Scene.STARBUCK, away), Scene.STARBUCK, away);
    scene.event(Scene.in("c1").device("").target("", "102").event(RINGING));
    assertThat(lastLine()).isEqualTo(scene.line(Scene.STARBUCK));
  }

  @Test
  void answerAboutSomebodyElse_whatWaitsGoesOnWaiting() {
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(RINGING));
    directory(Scene.AHAB, Scene.STARBUCK);
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    Phone deck = Scene.phone("Deck", Set.of());
    directory(Scene.user("ahab", "Captain Ahab", "101", SNOM_A, deck), Scene.STARBUCK);
    assertThat(scene.told()).containsSubsequence("OFFERING", "CONNECTED");
  }

  @Test
  void hangupOfWaitingCall_waitsAsWellThoughItNamesAStranger() {
    scene.event(Scene.in("c0").device("").target("", "700").event(RINGING));
    scene.pass(Duration.ofSeconds(5));
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    scene.event(Scene.in("c1").device("").target("", "700").event(HANGUP));
    Phone deck = Scene.phone("Deck", Set.of());
    directory(Scene.user("ahab", "Captain Ahab", "101", SNOM_A, deck), Scene.STARBUCK);
    assertThat(scene.told()).endsWith("CONNECTED", "DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void earlierEventsWithoutPhone_areExplainedByALaterOne() {
    scene.event(Scene.in("c1").device("").target("", "700").event(RINGING));
    scene.event(Scene.in("c1").device("Deck").target("", "700").event(BUSY));
    Phone deck = Scene.phone("Deck", Set.of());
    directory(Scene.user("ahab", "Captain Ahab", "101", SNOM_A, deck), Scene.STARBUCK);
    assertThat(scene.told()).containsSubsequence("OFFERING", "CONNECTED");
  }

  @Test
  void crowdedLine_lateEventAfterHangup_makesNoPhantom() {
    for (int i = 0; i <= 64; i++) {
      scene.inbound(BUSY, "c" + i);
    }
    scene.inbound(HANGUP, "c64");
    scene.inbound(HANGUP, "c0");
    scene.inbound(RENAME, "c64");
    assertThat(scene.living()).hasSize(63);
    assertThat(scene.mapper.counters().droppedLate()).isEqualTo(1);
  }

  @Test
  void presenceOfTheFormerUser_saysNothingOfTheCallAtTheMovedPhone() {
    scene.inbound(BUSY, "c1");
    scene.presence(Scene.AHAB, UNAVAILABLE);
    directory(AHAB_AWAY, STARBUCK_AT_BOTH);
    scene.presence(Scene.STARBUCK, IN_CALL);
    scene.pass(Duration.ofSeconds(10));
    scene.presence(Scene.AHAB, FREE);
    assertThat(scene.pass(Duration.ofSeconds(10)).last()).isEmpty();
    scene.presence(Scene.STARBUCK, FREE);
    assertThat(scene.pass(Duration.ofSeconds(3)).told())
        .containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
    assertThat(lastLine()).isEqualTo(scene.line(Scene.AHAB));
  }

  @Test
  void channelsWithoutEnd_areForgottenBeyondTheBound() {
    Board board = new Board(Scene.options());
    Ownership ownership = new Ownership(board);
    for (int i = 0; i < 20_000; i++) {
      ownership.of(new Turn(scene.now), Scene.in("c" + i).event(RINGING));
    }
    assertThat(ownership.channels()).isEqualTo(16_384);
  }
}
