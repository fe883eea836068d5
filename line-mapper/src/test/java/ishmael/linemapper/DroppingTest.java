package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DroppingTest {
  private static final Duration DELAY = Duration.ofMillis(500);

  private final Scene scene = Scene.inService();
  private final CallId call = scene.inbound(BUSY, "c1").lastCall().id();

  DroppingTest() {
    scene.openLine(Scene.AHAB, Scene.KNOWN);
  }

  private Scene drop(Caller caller) {
    return scene.drop(Scene.AHAB, call, caller);
  }

  @Test
  void drop_byAKnownProgram_hangsUpAtOnce() {
    assertThat(drop(Scene.KNOWN).told()).containsExactly("Hangup[channel=c1]");
    assertThat(scene.success().told()).containsExactly("ok");
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(drop(Scene.KNOWN).told()).as("repeated").containsExactly("ok");
  }

  @Test
  void drop_byNobody_waitsThenHangsUp() {
    assertThat(drop(Scene.NOBODY).last()).isEmpty();
    assertThat(scene.pass(DELAY).told()).containsExactly("Hangup[channel=c1]");
    assertThat(scene.success().told()).containsExactly("ok");
  }

  @Test
  void drop_byUnidentified_waitsToo() {
    assertThat(drop(new Caller.Unidentified(5)).last()).isEmpty();
  }

  @Test
  void drop_byNobodyThenClose_isNotMeant() {
    drop(Scene.NOBODY);
    assertThat(scene.close(Scene.AHAB, call).told()).containsExactly("ok");
    assertThat(scene.pass(Duration.ofSeconds(5)).last()).isEmpty();
    assertThat(scene.living()).containsEntry(call, CallState.CONNECTED);
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(scene.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void drop_byNobodyThenClosedByAnotherProvider_isMeant() {
    drop(Scene.NOBODY);
    LineRequest.Header other =
        new LineRequest.Header(new RequestKey(2, 0), Scene.NOBODY, scene.line(Scene.AHAB));
    scene.request(new LineRequest.CloseCall(other, call));
    scene.request(new LineRequest.CloseLine(other));
    assertThat(scene.pass(DELAY).told()).containsExactly("Hangup[channel=c1]");
  }

  @Test
  void drop_byNobodyThenProviderGone_isNotMeant() {
    drop(Scene.NOBODY);
    assertThat(scene.note(scene.mapper.peerGone(scene.now, 1)).last()).isEmpty();
    assertThat(scene.pass(Duration.ofSeconds(5)).last()).isEmpty();
    assertThat(scene.living()).containsEntry(call, CallState.CONNECTED);
  }

  @Test
  void drop_byNobodyThenLineClosed_isNotMeant() {
    drop(Scene.NOBODY);
    scene.request(new LineRequest.CloseLine(scene.notice(Scene.AHAB)));
    assertThat(scene.told()).containsExactly("ok");
    assertThat(scene.pass(DELAY).last()).isEmpty();
  }

  @Test
  void drop_byNobodyThenByAProgram_hangsUpAtOnce() {
    drop(Scene.NOBODY);
    assertThat(drop(Scene.KNOWN).told()).containsExactly("Hangup[channel=c1]");
    assertThat(scene.success().told()).containsExactly("ok", "ok");
    assertThat(scene.pass(DELAY).last()).isEmpty();
  }

  @Test
  void drop_byNobodyAndCallEnds_succeeds() {
    drop(Scene.NOBODY);
    assertThat(scene.inbound(HANGUP, "c1").told())
        .containsExactly("ok", "DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  @Test
  void drop_byNobodyOfAnOriginatedCall_hangsUpAtOnce() {
    CallId own = scene.makeCall(Scene.AHAB, "0891234567");
    scene.event(Scene.out("c2").target("", "0891234567").event(RINGING));
    scene.drop(Scene.AHAB, own, Scene.NOBODY);
    assertThat(scene.told()).containsExactly("Hangup[channel=c2]");
    assertThat(scene.close(Scene.AHAB, own).last()).isEmpty();
    assertThat(scene.success().told()).containsExactly("ok");
  }

  @Test
  void drop_channelIsGone_succeedsAndEndsTheCall() {
    drop(Scene.KNOWN);
    assertThat(scene.failure("No such channel").told())
        .containsExactly("ok", "DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void drop_refused_failsAndTheCallStays() {
    drop(Scene.KNOWN);
    assertThat(scene.failure("not allowed").told()).containsExactly("!OPERATIONFAILED");
    assertThat(scene.living()).containsEntry(call, CallState.CONNECTED);
    assertThat(drop(Scene.KNOWN).told()).containsExactly("Hangup[channel=c1]");
  }

  @Test
  void drop_hangupComesBeforeTheOutcome_anyOutcomeIsSuccess() {
    drop(Scene.KNOWN);
    scene.inbound(HANGUP, "c1");
    assertThat(scene.failure("whatever").told()).containsExactly("ok");
  }

  @Test
  void drop_takenButNoEvent_endsAfterTheLimit() {
    drop(Scene.KNOWN);
    scene.success();
    assertThat(drop(Scene.KNOWN).told()).as("already under way").containsExactly("ok");
    assertThat(scene.pass(Duration.ofSeconds(10)).told())
        .containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.counters().reconciled()).isEqualTo(1);
  }

  @Test
  void drop_twiceAtOnce_isOneCommand() {
    drop(Scene.KNOWN);
    assertThat(drop(Scene.KNOWN).last()).isEmpty();
    assertThat(scene.success().told()).containsExactly("ok", "ok");
  }

  @Test
  void drop_linkDown_isRefusedAlsoWhileInDoubt() {
    drop(Scene.NOBODY);
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    assertThat(scene.pass(DELAY).told()).containsExactly("!RESOURCEUNAVAIL");
    assertThat(drop(Scene.KNOWN).told()).containsExactly("!RESOURCEUNAVAIL");
  }

  @Test
  void drop_unknownCall_isInvalidHandle() {
    scene.drop(Scene.AHAB, new CallId(4711), Scene.KNOWN);
    assertThat(scene.told()).containsExactly("!INVALCALLHANDLE");
  }

  @Test
  void close_withoutDrop_callLivesOn() {
    assertThat(scene.close(Scene.AHAB, call).last()).isEmpty();
    assertThat(scene.living()).containsEntry(call, CallState.CONNECTED);
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
  }

  @Test
  void close_ofADialTone_endsIt() {
    CallId own = scene.makeCall(Scene.AHAB, "");
    assertThat(scene.close(Scene.AHAB, own).told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void close_whileDialling_theCallIsMade() {
    CallId own = scene.makeCall(Scene.AHAB, "0891234567");
    scene.close(Scene.AHAB, own);
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
    scene.event(Scene.out("c2").target("", "0891234567").event(RINGING));
    assertThat(scene.living()).containsEntry(own, CallState.RINGBACK);
  }

  @Test
  void close_unknownCall_isNothing() {
    assertThat(scene.close(Scene.AHAB, new CallId(4711)).last()).isEmpty();
  }
}
