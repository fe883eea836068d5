package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.REDIRECT;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RENAME;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.TRANSFER;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event does to a call, and what programs see of it. */
class CallCourseTest {
  private static final Party QUEEQUEG = new Party("Queequeg", "103");

  private final Scene scene = Scene.inService();

  @ParameterizedTest
  @EnumSource(ChannelEventType.class)
  void event_twice_changesNothingTheSecondTime(ChannelEventType type) {
    for (boolean outbound : List.of(true, false)) {
      for (ChannelEventType before : List.of(RINGING, BUSY, HOLD)) {
        String channel = type + "-" + outbound + "-" + before;
        Scene.EventDraft draft = outbound ? Scene.out(channel) : Scene.in(channel);
        scene.event(draft.event(before));
        scene.event(draft.event(type));
        assertThat(scene.event(draft.event(type)).last()).as(channel).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RINGING, false, OFFERING",
    "RENAME, false, OFFERING",
    "BUSY, false, CONNECTED",
    "HOLD, false, ONHOLD",
    "UNHOLD, false, CONNECTED",
    "TRANSFER, false, OFFERING",
    "RINGING, true, RINGBACK",
    "RENAME, true, RINGBACK",
    "REDIRECT, true, RINGBACK",
    "BUSY, true, CONNECTED",
    "HOLD, true, ONHOLD",
    "UNHOLD, true, CONNECTED",
    "TRANSFER, true, RINGBACK"
  })
  void event_firstOfItsChannel_makesACallThatFits(
      ChannelEventType type, boolean outbound, CallState state) {
    scene.event((outbound ? Scene.out("c1") : Scene.in("c1")).event(type));
    assertThat(scene.living().values()).containsExactly(state);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChannelEventType.class,
      names = {"RENAME", "TRANSFER", "BUSY", "UNHOLD"})
  void event_firstButTalkingForLong_isConnectedSinceThen(ChannelEventType type) {
    Instant since = scene.now.minusSeconds(300);
    scene.event(Scene.in("c1").talkingSince(since).event(type));
    assertThat(scene.lastCall().state()).isEqualTo(CallState.CONNECTED);
    assertThat(scene.lastCall().since()).isEqualTo(since);
  }

  @Test
  void event_clockOfPhoneSystemAhead_sinceIsNow() {
    scene.event(Scene.in("c1").talkingSince(scene.now.plusSeconds(60)).event(BUSY));
    assertThat(scene.lastCall().since()).isEqualTo(scene.now);
  }

  @Test
  void redirect_whileRinging_isForwardedWithTarget() {
    scene.inbound(RINGING, "c1");
    scene.event(Scene.in("c1").target("Starbuck", "102").event(REDIRECT));
    assertThat(scene.told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
    assertThat(scene.lastCall().redirection())
        .isEqualTo(CallParty.of(new Party("Starbuck", "102")));
    assertThat(scene.lastCall().called().number()).isEqualTo("101");
    assertThat(scene.inbound(HANGUP, "c1").last()).isEmpty();
  }

  @Test
  void makeCall_toTheOwnExtension_isTwoCallsWithIdsOfTheirOwn() {
    CallId made = scene.makeCall(Scene.AHAB, "101");
    scene.event(Scene.out("c1").target("Captain Ahab", "101").internal().event(RINGING));
    scene.event(Scene.in("c2").source("Captain Ahab", "101").internal().event(RINGING));
    assertThat(scene.living())
        .containsEntry(made, CallState.RINGBACK)
        .containsValue(CallState.OFFERING);
    assertThat(scene.lastCall().callId()).isNotEqualTo(scene.call(made).callId());
  }

  @Test
  void redirect_whileRinging_lateEventsMakeNoPhantom() {
    scene.inbound(RINGING, "c1");
    scene.inbound(REDIRECT, "c1");
    assertThat(scene.inbound(RENAME, "c1").last()).isEmpty();
  }

  @Test
  void redirect_ofOutboundLeg_updatesParties() {
    scene.outbound(RINGING, "c1");
    scene.event(Scene.out("c1").target("Queequeg", "103").event(REDIRECT));
    assertThat(scene.told()).containsExactly("RINGBACK");
    assertThat(scene.lastCall().redirection()).isEqualTo(CallParty.of(QUEEQUEG));
    assertThat(scene.lastCall().redirecting()).isEqualTo(CallParty.of(Scene.CHANDLERS));
    scene.event(Scene.out("c1").target("Queequeg", "103").event(BUSY));
    assertThat(scene.lastCall().connected()).isEqualTo(CallParty.of(QUEEQUEG));
  }

  @Test
  void rename_inbound_updatesTheCaller() {
    scene.inbound(BUSY, "c1");
    scene.event(Scene.in("c1").source("Queequeg", "103").event(RENAME));
    assertThat(scene.told()).containsExactly("CONNECTED");
    assertThat(scene.lastCall().caller()).isEqualTo(CallParty.of(QUEEQUEG));
  }

  @Test
  void rename_outboundWhileTalking_updatesTheConnectedParty() {
    scene.outbound(BUSY, "c1");
    scene.event(Scene.out("c1").target("Queequeg", "103").event(RENAME));
    assertThat(scene.lastCall().connected()).isEqualTo(CallParty.of(QUEEQUEG));
    assertThat(scene.lastCall().called()).isEqualTo(CallParty.of(Scene.CHANDLERS));
  }

  @Test
  void rename_outboundBeforeAnswer_updatesTheCalledParty() {
    scene.outbound(RINGING, "c1");
    scene.event(Scene.out("c1").target("Queequeg", "103").event(RENAME));
    assertThat(scene.lastCall().called()).isEqualTo(CallParty.of(QUEEQUEG));
  }

  @Test
  void transfer_ofTalkingLeg_staysConnectedWithTheNewParty() {
    scene.outbound(BUSY, "c1");
    scene.event(Scene.out("c1").target("Queequeg", "103").talkingSince(scene.now).event(TRANSFER));
    assertThat(scene.told()).containsExactly("CONNECTED");
    assertThat(scene.lastCall().connected()).isEqualTo(CallParty.of(QUEEQUEG));
  }

  @Test
  void transfer_ofHeldLegToOwnOtherLeg_relatesBoth() {
    CallId first = scene.outbound(HOLD, "c1").newest();
    scene.event(Scene.out("c2").target("Queequeg", "103").event(BUSY));
    int second = scene.call(scene.newest()).callId();
    scene.event(Scene.out("c1").target("Queequeg", "103").ref("c2").event(TRANSFER));
    assertThat(scene.told())
        .as("the other one can not be joined with it any more")
        .containsExactly("ONHOLD", "CONNECTED");
    assertThat(scene.call(first).relatedCallId()).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "busy, BUSY",
    "Busy here, BUSY",
    "noanswer, NOANSWER",
    "no answer, NOANSWER",
    "invalid, BADADDRESS",
    "Unallocated number, BADADDRESS",
    "rejected, REJECT",
    "unavailable, UNREACHABLE",
    "congestion, CONGESTION",
    "do not disturb, DONOTDISTURB",
    "who knows, NORMAL",
    "'', NORMAL"
  })
  void hangup_outboundNeverAnswered_saysWhy(String details, DisconnectMode mode) {
    scene.outbound(RINGING, "c1");
    scene.event(Scene.out("c1").details(details).event(HANGUP));
    if (mode == DisconnectMode.BUSY) {
      assertThat(scene.told()).containsExactly("BUSY", "DISCONNECTED(BUSY)", "IDLE");
    } else {
      assertThat(scene.told()).containsExactly("DISCONNECTED(" + mode + ")", "IDLE");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', NORMAL",
    "picked up, PICKUP",
    "answered elsewhere, PICKUP",
    "mailbox, FORWARDED",
    "forwarded, FORWARDED",
    "rejected, REJECT"
  })
  void hangup_inboundNeverAnswered_saysWhere(String details, DisconnectMode mode) {
    scene.inbound(RINGING, "c1");
    scene.event(Scene.in("c1").details(details).event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(" + mode + ")", "IDLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "noanswer", "mailbox", ""})
  void hangup_afterAnswer_isNormal(String details) {
    scene.outbound(BUSY, "c1");
    scene.event(Scene.out("c1").details(details).event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void hangup_refersToColleaguesInboundLeg_isPickedUp() {
    scene.inbound(RINGING, "c1");
    scene.event(Scene.in("c2").device("Snom B").target("", "102").event(BUSY));
    scene.event(Scene.in("c1").ref("c2").event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(PICKUP)", "IDLE");
  }

  @Test
  void hangup_refersToUnknownChannel_isForwarded() {
    scene.inbound(RINGING, "c1");
    scene.event(Scene.in("c1").ref("elsewhere").event(HANGUP));
    assertThat(scene.told()).containsExactly("DISCONNECTED(FORWARDED)", "IDLE");
  }

  @Test
  void internalCall_bothLegs_shareTheCallId() {
    scene.event(Scene.out("a").internal().target("Starbuck", "102").event(RINGING));
    int id = scene.lastCall().callId();
    assertThat(id).isNotZero();
    scene.event(starbucksLeg("b").event(RINGING));
    assertThat(scene.lastCall().callId()).isEqualTo(id);
    assertThat(scene.lastCall().origin()).isEqualTo(CallOrigin.INTERNAL);
    scene.event(starbucksLeg("b").event(HANGUP));
    scene.event(Scene.out("a").internal().target("Starbuck", "102").event(HANGUP));
    scene.event(starbucksLeg("c").event(RINGING));
    assertThat(scene.lastCall().callId()).as("the next call is another").isNotEqualTo(id);
  }

  @Test
  void externalCalls_withTheSameNumbers_areDifferent() {
    scene.inbound(RINGING, "a");
    int id = scene.lastCall().callId();
    scene.inbound(RINGING, "b");
    assertThat(scene.lastCall().callId()).isNotEqualTo(id);
  }

  private static Scene.EventDraft starbucksLeg(String channel) {
    return Scene.in(channel)
        .internal()
        .source("Captain Ahab", "101")
        .target("Starbuck", "102")
        .device("Snom B");
  }

  @Test
  void refChannel_ofAnotherLine_sharesTheCallId() {
    scene.inbound(BUSY, "a");
    int id = scene.lastCall().callId();
    scene.event(Scene.in("b").device("Snom B").from("Captain Ahab", "101").ref("a").event(RINGING));
    assertThat(scene.lastCall().callId()).isEqualTo(id);
    assertThat(scene.lastCall().reason()).isEqualTo(CallReason.TRANSFER);
    assertThat(scene.lastCall().redirecting())
        .isEqualTo(CallParty.of(new Party("Captain Ahab", "101")));
  }

  @Test
  void ringing_forwardedHere_hasReasonRedirect() {
    scene.event(Scene.in("a").from("Starbuck", "102").event(RINGING));
    assertThat(scene.lastCall().reason()).isEqualTo(CallReason.REDIRECT);
  }

  @Test
  void busyAtOnce_refersToARingingLeg_hasReasonPickup() {
    scene.inbound(RINGING, "a");
    scene.event(Scene.in("b").device("Snom B").ref("a").event(BUSY));
    assertThat(scene.lastCall().reason()).isEqualTo(CallReason.PICKUP);
  }

  @Test
  void labels_visibleOnes_areTheComment() {
    scene.event(
        Scene.in("a")
            .label("VIP", true)
            .label("secret", false)
            .label("Debtor", true)
            .event(RINGING));
    assertThat(scene.lastCall().comment()).isEqualTo("VIP, Debtor");
  }

  @Test
  void anonymousCaller_isUnknown() {
    scene.event(Scene.in("a").source("", "").event(RINGING));
    assertThat(scene.lastCall().caller()).isEqualTo(CallParty.UNKNOWN);
  }

  @Test
  void features_followStateAndPhone() {
    scene.inbound(RINGING, "a");
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(
            CallFeature.ACCEPT, CallFeature.ANSWER, CallFeature.DROP, CallFeature.REDIRECT);
    scene.inbound(BUSY, "a");
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(
            CallFeature.HOLD,
            CallFeature.DROP,
            CallFeature.BLINDTRANSFER,
            CallFeature.SETUPTRANSFER,
            CallFeature.SETUPCONF);
    scene.inbound(HOLD, "a");
    assertThat(scene.lastCall().features())
        .containsExactlyInAnyOrder(CallFeature.UNHOLD, CallFeature.DROP, CallFeature.BLINDTRANSFER);
    scene.inbound(UNHOLD, "a");
    scene.inbound(HANGUP, "a");
    assertThat(scene.lastCall().features()).isEmpty();
  }
}
