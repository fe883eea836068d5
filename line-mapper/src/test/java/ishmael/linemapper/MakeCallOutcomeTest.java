package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a call whose command was taken, refused or lost. */
class MakeCallOutcomeTest {
  private static final String NUMBER = "0015085550100";

  private final Scene scene = Scene.inService();

  @Test
  void eventBeforeOutcome_completesTheRequest() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.outbound(RINGING, "c1").told())
        .containsExactly("ok", "DIALING", "PROCEEDING", "RINGBACK");
    assertThat(scene.success().last()).isEmpty();
    assertThat(scene.living()).containsOnlyKeys(id);
  }

  @Test
  void eventBeforeRefusal_theChannelIsTheTruth() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.outbound(RINGING, "c1");
    assertThat(scene.failure("internal error").last()).isEmpty();
    assertThat(scene.living()).containsOnlyKeys(id);
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid number, INVALADDRESS",
    "No such extension, INVALADDRESS",
    "No phone, OPERATIONFAILED"
  })
  void refused_failsWithTheFittingError(String text, LineError error) {
    scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.failure(text).told()).containsExactly("!" + error);
    assertThat(scene.mapper.calls()).isEmpty();
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void errorIqNotSentSilence_fail() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.outcome(new CommandOutcome.ErrorIq("forbidden", ""));
    assertThat(scene.told()).containsExactly("!OPERATIONFAILED");
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.outcome(new CommandOutcome.NotSent("queue full"));
    assertThat(scene.told()).containsExactly("!RESOURCEUNAVAIL");
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.outcome(new CommandOutcome.Silence());
    assertThat(scene.told()).containsExactly("!OPERATIONFAILED");
  }

  @Test
  void silenceThenChannel_isACallOfThePhoneSystem() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.outcome(new CommandOutcome.Silence());
    scene.outbound(RINGING, "c1");
    assertThat(scene.told()).containsExactly("PROCEEDING", "RINGBACK");
    assertThat(scene.living()).hasSize(1).doesNotContainKey(id);
  }

  @Test
  void noOutcomeAtAll_failsInTime() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.pass(Duration.ofSeconds(30));
    assertThat(scene.told()).containsExactly("!OPERATIONFAILED");
    assertThat(scene.success().last()).isEmpty();
  }

  @Test
  void channelNeverAppears_endsAfterTheLimit() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.pass(Duration.ofSeconds(29));
    assertThat(scene.last()).isEmpty();
    scene.pass(Duration.ofSeconds(1));
    assertThat(scene.told()).containsExactly("DISCONNECTED(UNAVAIL)", "IDLE");
  }

  @Test
  void linkLostBeforeOutcome_failsTheRequest() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    assertThat(scene.told()).startsWith("!RESOURCEUNAVAIL");
    assertThat(scene.mapper.calls()).isEmpty();
    assertThat(scene.success().last()).isEmpty();
  }

  @Test
  void linkLostAfterOutcome_channelMayStillAppear() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    scene.pass(Duration.ofSeconds(5));
    scene.note(scene.mapper.inService(scene.now));
    scene.outbound(BUSY, "c1");
    assertThat(scene.living()).containsEntry(id, CallState.CONNECTED);
  }

  @Test
  void peerGoneBeforeOutcome_noAnswerAndTheCallLivesOn() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.note(scene.mapper.peerGone(scene.now, 1));
    assertThat(scene.success().told()).containsExactly("DIALING");
    scene.outbound(RINGING, "c1");
    assertThat(scene.living()).containsOnlyKeys(id);
  }
}
