package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationTest {
  private static final String NUMBER = "0015085550100";

  private final Scene scene = Scene.inService();

  private Scene.EventDraft toward(String channel, String number) {
    return Scene.out(channel).target("", number);
  }

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
    "0015085550100, +15085550100",
    "+15085550100, 0015085550100",
    "0891234567, +49891234567",
    "102, 102",
    "0102, 102",
    "*21, *21"
  })
  void numberInAnotherForm_isTheSame(String dialled, String reported) {
    CallId id = scene.makeCall(Scene.AHAB, dialled);
    scene.success();
    scene.event(toward("c1", reported).event(RINGING));
    assertThat(scene.living()).containsOnlyKeys(id);
    scene.event(toward("c2", reported).event(RINGING));
    assertThat(scene.living()).as("only one channel is it").hasSize(2);
  }

  @Test
  void numberQuiteDifferent_isTakenForWantOfABetter() {
    CallId id = scene.makeCall(Scene.AHAB, "7001");
    scene.success();
    scene.event(toward("c1", "0891234567").event(RINGING));
    assertThat(scene.living()).containsOnlyKeys(id);
    assertThat(scene.lastCall().called().number()).isEqualTo("0891234567");
  }

  @Test
  void handDialledFirst_isGivenBackWhenTheRightOneAppears() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.event(toward("hand", "102").event(RINGING));
    scene.event(toward("c1", NUMBER).event(RINGING));
    assertThat(scene.living()).hasSize(2);
    assertThat(scene.call(id).called().number()).isEqualTo(NUMBER);
    CallId hand = other(id);
    assertThat(scene.call(hand).called().number()).isEqualTo("102");
    assertThat(scene.mapper.nextTime()).as("even a lost hang-up ends it").isPresent();
    assertThat(scene.event(toward("hand", "102").event(BUSY)).lastCall().id()).isEqualTo(hand);
    assertThat(scene.event(toward("c1", NUMBER).event(BUSY)).lastCall().id()).isEqualTo(id);
  }

  @Test
  void handDialledAfterwards_isACallOfItsOwn() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.event(toward("c1", NUMBER).event(RINGING));
    scene.event(toward("hand", "102").event(RINGING));
    assertThat(scene.call(id).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(other(id)).called().number()).isEqualTo("102");
  }

  @Test
  void handDialledThenRefusal_theHandDialledLivesOn() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.event(toward("hand", "102").event(RINGING));
    scene.failure("all lines busy");
    assertThat(scene.told()).containsExactly("RINGBACK", "DISCONNECTED(UNAVAIL)", "IDLE");
    assertThat(scene.living()).hasSize(1).doesNotContainKey(id);
    assertThat(scene.event(toward("hand", "102").event(BUSY)).told()).containsExactly("CONNECTED");
  }

  private CallId other(CallId id) {
    return scene.living().keySet().stream().filter(i -> !i.equals(id)).findFirst().orElseThrow();
  }

  @Test
  void twoMakeCallsOfOneUser_numbersDecide() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, "0891234567");
    scene.event(toward("c1", "+49891234567").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(first).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(second).called().number()).isEqualTo("+49891234567");
  }

  @Test
  void twoMakeCallsOfOneUserToOneNumber_oldestFirst() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.event(toward("c1", NUMBER).event(BUSY)).lastCall().id()).isEqualTo(first);
    assertThat(scene.event(toward("c2", NUMBER).event(BUSY)).lastCall().id()).isEqualTo(second);
  }

  @Test
  void twoMakeCallsBothChanged_moreAlikeFirst() {
    CallId first = scene.makeCall(Scene.AHAB, "7001");
    CallId second = scene.makeCall(Scene.AHAB, "7002");
    scene.event(toward("c1", "99992").event(RINGING));
    scene.event(toward("c2", "88881").event(RINGING));
    assertThat(scene.call(second).called().number()).isEqualTo("99992");
    assertThat(scene.call(first).called().number()).isEqualTo("88881");
  }

  @Test
  void wrongGuessOfTwo_isSortedOutByTheSecondChannel() {
    CallId first = scene.makeCall(Scene.AHAB, NUMBER);
    CallId second = scene.makeCall(Scene.AHAB, "7001");
    scene.event(toward("c1", "333").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(first).called().number()).isEqualTo(NUMBER);
    assertThat(scene.call(second).called().number()).isEqualTo("333");
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void twoUsersAtOnce_eachGetsItsOwn() {
    CallId ahab = scene.makeCall(Scene.AHAB, NUMBER);
    CallId starbuck = scene.makeCall(Scene.STARBUCK, NUMBER);
    scene.event(toward("c1", NUMBER).source("Starbuck", "102").device("Snom B").event(RINGING));
    scene.event(toward("c2", NUMBER).event(RINGING));
    assertThat(scene.call(starbuck).line()).isEqualTo(scene.line(Scene.STARBUCK));
    assertThat(scene.call(ahab).line()).isEqualTo(scene.line(Scene.AHAB));
    assertThat(scene.living()).hasSize(2);
  }

  @Test
  void inboundCallMeanwhile_isNotTaken() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.inbound(RINGING, "in1");
    assertThat(scene.told()).containsExactly("OFFERING");
    assertThat(scene.lastCall().id()).isNotEqualTo(id);
  }

  @Test
  void hangupAsFirstEvent_ofTheSameNumber_endsTheCall() {
    scene.makeCall(Scene.AHAB, NUMBER);
    scene.success();
    scene.event(toward("c1", NUMBER).details("busy").event(HANGUP));
    assertThat(scene.told()).containsExactly("BUSY", "DISCONNECTED(BUSY)", "IDLE");
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

  @Test
  void emptyTarget_givesDialToneAndCollects() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    assertThat(scene.told()).containsExactly("ok", "DIALTONE");
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(CallFeature.DIAL, CallFeature.DROP);
    dial(id, "089;");
    assertThat(scene.told()).containsExactly("ok", "DIALING");
    dial(id, "12;");
    assertThat(scene.told()).containsExactly("ok");
    dial(id, "34");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=0891234]", "DIALING");
    assertThat(scene.lastCall().features()).containsExactly(CallFeature.DROP);
    assertThat(scene.success().told()).containsExactly("ok");
    dial(id, "5");
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
    scene.event(toward("c1", "0891234").event(RINGING));
    assertThat(scene.living()).containsEntry(id, CallState.RINGBACK);
  }

  @Test
  void partialNumber_emptyDialEndsIt() {
    CallId id = scene.makeCall(Scene.AHAB, "089;");
    assertThat(scene.told()).containsExactly("ok", "DIALING");
    dial(id, "");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=089]", "DIALING");
  }

  @Test
  void dialTone_wholeNumberAtOnce_isDiallingWhenTaken() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    dial(id, "089");
    assertThat(scene.told()).containsExactly("Dial[user=ahab, target=089]", "DIALTONE");
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
  }

  @Test
  void collectedNumberRefused_endsTheCallWithTheReason() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    dial(id, "089");
    scene.failure("Invalid number");
    assertThat(scene.told()).containsExactly("!INVALADDRESS", "DISCONNECTED(BADADDRESS)", "IDLE");
    assertThat(scene.lastCall().comment()).isEqualTo("Invalid number");
  }

  @Test
  void dialTone_droppedOrForgotten_ends() {
    CallId id = scene.makeCall(Scene.AHAB, "");
    scene.drop(Scene.AHAB, id, Scene.NOBODY);
    assertThat(scene.told()).containsExactly("ok", "DISCONNECTED(NORMAL)", "IDLE");
    scene.makeCall(Scene.AHAB, "");
    scene.pass(Duration.ofSeconds(60));
    assertThat(scene.told()).containsExactly("DISCONNECTED(UNAVAIL)", "IDLE");
    CallId third = scene.makeCall(Scene.AHAB, "");
    assertThat(scene.close(Scene.AHAB, third).told())
        .containsExactly("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  private void dial(CallId id, String target) {
    scene.request(new LineRequest.Dial(scene.header(Scene.AHAB), id, target));
  }

  @Test
  void badTargets_areRefusedWithoutACommand() {
    scene.makeCall(Scene.AHAB, "ext");
    assertThat(scene.told()).containsExactly("!INVALADDRESS");
    scene.makeCall(Scene.AHAB, "0?12");
    assertThat(scene.told()).containsExactly("!OPERATIONFAILED");
  }

  @Test
  void callIdInUse_isRefused() {
    CallId id = scene.makeCall(Scene.AHAB, NUMBER);
    scene.request(new LineRequest.MakeCall(scene.header(Scene.AHAB), id, NUMBER));
    assertThat(scene.told()).containsExactly("!INVALCALLHANDLE");
    scene.request(new LineRequest.MakeCall(scene.header(Scene.AHAB), new CallId(5), NUMBER));
    assertThat(scene.told()).containsExactly("!INVALCALLHANDLE");
  }

  @Test
  void userWithoutDialPhone_isRefused() {
    User mute = Scene.user("ahab", "Captain Ahab", "101");
    scene.users(List.of(mute, Scene.STARBUCK), mute, Scene.STARBUCK);
    scene.makeCall(mute, NUMBER);
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void linkDownOrLineUnknown_isRefused() {
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    scene.makeCall(Scene.AHAB, NUMBER);
    assertThat(scene.told()).containsExactly("!RESOURCEUNAVAIL");
    RequestKey key = new RequestKey(1, 99);
    LineRequest.Header header = new LineRequest.Header(key, Scene.KNOWN, new LineId(1));
    scene.request(new LineRequest.MakeCall(header, scene.newCall(), NUMBER));
    assertThat(scene.told()).containsExactly("!NODEVICE");
  }

  @Test
  void sameRequestTwice_isDoneOnce() {
    LineRequest.MakeCall make =
        new LineRequest.MakeCall(scene.header(Scene.AHAB), scene.newCall(), NUMBER);
    scene.request(make);
    assertThat(scene.request(make).last()).isEmpty();
    assertThat(scene.success().told()).containsExactly("ok", "DIALING");
  }
}
