package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a Windows that never tells who asks, a drop must still be able to hang up. */
class UnknownCallersTest {
  private static final Duration DELAY = Duration.ofMillis(500);
  private static final Caller UNIDENTIFIED = new Caller.Unidentified(5);

  private final Scene scene = Scene.inService();
  private CallId call = scene.inbound(BUSY, "c1").lastCall().id();

  @Test
  void dropThenClose_likeOutlook_hangsUp() {
    scene.openLine(Scene.AHAB, UNIDENTIFIED);
    scene.drop(Scene.AHAB, call, UNIDENTIFIED);
    assertThat(scene.close(Scene.AHAB, call).last()).isEmpty();
    assertThat(scene.pass(DELAY).told()).containsExactly("Hangup[channel=c1]");
    assertThat(scene.success().told()).containsExactly("ok");
  }

  @Test
  void dropThenCloseOfARingingCall_declinesIt() {
    CallId second = scene.inbound(RINGING, "c2").lastCall().id();
    scene.drop(Scene.AHAB, second, Scene.NOBODY);
    scene.close(Scene.AHAB, second);
    assertThat(scene.pass(DELAY).told()).containsExactly("Hangup[channel=c2]");
  }

  @Test
  void dropThenCloseThenLineClosed_isAProgramThatExits() {
    scene.drop(Scene.AHAB, call, UNIDENTIFIED);
    scene.close(Scene.AHAB, call);
    scene.request(new LineRequest.CloseLine(scene.notice(Scene.AHAB)));
    assertThat(scene.told()).containsExactly("ok");
    assertThat(scene.pass(Duration.ofSeconds(5)).last()).isEmpty();
  }

  @Test
  void dropThenClose_afterAnyCallerWasKnown_isNotMeant() {
    scene.openLine(Scene.STARBUCK, Scene.KNOWN);
    scene.drop(Scene.AHAB, call, UNIDENTIFIED);
    assertThat(scene.close(Scene.AHAB, call).told()).containsExactly("ok");
    assertThat(scene.pass(DELAY).last()).isEmpty();
  }

  @Test
  void dropThenClose_afterARestart_remembersThatCallersWereKnown() {
    scene.openLine(Scene.AHAB, Scene.KNOWN);
    CallView held = scene.mapper.calls().get(0);
    Scene restarted = Scene.inService(5000);
    restarted.note(restarted.mapper.adopt(restarted.now, List.of(held)));
    restarted.drop(Scene.AHAB, call, Scene.NOBODY);
    assertThat(restarted.close(Scene.AHAB, call).told()).containsExactly("ok");
    assertThat(restarted.pass(DELAY).told()).isEmpty();
  }
}
