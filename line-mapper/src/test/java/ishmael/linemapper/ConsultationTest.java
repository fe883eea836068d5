package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SetupTransfer and CompleteTransfer, and what becomes of a consultation that fails. */
class ConsultationTest {
  private static final String HOLD_KEY = "Hold[device=Snom A]";
  private static final String TRANSFER_KEY = "TransferKey[device=Snom A]";

  private final Scene scene = Scene.inService();
  private final Desk desk = new Desk(scene);
  private final CallId original = desk.talking("c1");

  @Test
  void setUp_withDialTone_holdsAnswersAndWaitsForDigits() {
    assertThat(desk.features(original)).contains(CallFeature.SETUPTRANSFER);
    CallId consult = desk.setUpTransfer(original, "");
    assertThat(scene.told()).startsWith(HOLD_KEY);
    assertThat(scene.success().told()).doesNotContain("ok");
    assertThat(scene.inbound(HOLD, "c1").told())
        .containsExactly("ok", "ONHOLDPENDTRANSFER", "DIALTONE");
    assertThat(scene.call(consult).relatedCallId()).isEqualTo(scene.call(original).callId());
    scene.request(new LineRequest.Dial(desk.header(), consult, "103"));
    assertThat(scene.lastCommand().command())
        .isEqualTo(new PhoneCommand.Dial(Scene.AHAB.name(), "103"));
    scene.success();
    desk.toQueequeg(RINGING, "c2");
    desk.toQueequeg(BUSY, "c2");
    assertThat(scene.states(consult))
        .containsExactly("DIALTONE", "DIALING", "PROCEEDING", "RINGBACK", "CONNECTED");
    assertThat(scene.states(original)).doesNotContain("ONHOLD");
  }

  @Test
  void complete_connected_pressesTheTransferKeyAndBothEnd() {
    CallId consult = desk.consulting(original, "c1", "c2");
    assertThat(desk.features(consult)).contains(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, consult).told()).startsWith(TRANSFER_KEY);
    assertThat(scene.success().told()).contains("ok");
    desk.transferred("c1", "c2");
    desk.aMoment();
    assertThat(scene.states(original)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.states(consult)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.lastCommand().command()).isInstanceOf(PhoneCommand.TransferKey.class);
  }

  @Test
  void complete_stillRinging_pressesTheTransferKey() {
    CallId consult = desk.ringing(original, "c1", "c2");
    assertThat(desk.completeTransfer(original, consult).told()).startsWith(TRANSFER_KEY);
    scene.success();
    desk.transferred("c1", "c2");
    assertThat(scene.states(consult)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void complete_phoneWithoutTheKey_stillRinging_hangsUpAndSendsTheOriginalThere() {
    without(Capability.TRANSFER);
    CallId consult = desk.ringing(original, "c1", "c2");
    assertThat(desk.features(consult)).contains(CallFeature.COMPLETETRANSF);
    desk.completeTransfer(original, consult);
    assertThat(scene.lastCommand().command()).isEqualTo(new PhoneCommand.Hangup(new Channel("c2")));
    assertThat(scene.success().told()).doesNotContain("ok");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(scene.lastCommand().command())
        .isEqualTo(new PhoneCommand.Transfer(new Channel("c1"), "103"));
    assertThat(scene.success().told()).contains("ok");
    scene.inbound(HANGUP, "c1");
    assertThat(scene.states(original)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void complete_phoneWithoutTheKey_transferRefused_reconnects() {
    without(Capability.TRANSFER);
    CallId consult = desk.ringing(original, "c1", "c2");
    desk.completeTransfer(original, consult);
    scene.success();
    desk.toQueequeg(HANGUP, "c2");
    assertThat(scene.failure("no").told()).contains("!OPERATIONFAILED");
    desk.aMoment();
    assertThat(scene.lastCommand().command()).hasToString(HOLD_KEY);
    scene.success();
    desk.unholds("c1");
    assertThat(desk.state(original)).isEqualTo("CONNECTED");
  }

  @Test
  void complete_phoneWithoutTheKey_hangUpRefused_leavesAllAsItIs() {
    without(Capability.TRANSFER);
    CallId consult = desk.ringing(original, "c1", "c2");
    desk.completeTransfer(original, consult);
    assertThat(scene.failure("no").told()).contains("!OPERATIONFAILED");
    assertThat(desk.state(original)).isEqualTo("ONHOLDPENDTRANSFER");
    assertThat(desk.state(consult)).isEqualTo("RINGBACK");
    assertThat(desk.features(consult)).contains(CallFeature.COMPLETETRANSF);
  }

  @Test
  void complete_phoneWithoutTheKey_connected_isNotOffered() {
    without(Capability.TRANSFER);
    CallId consult = desk.consulting(original, "c1", "c2");
    assertThat(desk.features(consult)).doesNotContain(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, consult).told())
        .containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void complete_refused_bothStay() {
    CallId consult = desk.consulting(original, "c1", "c2");
    desk.completeTransfer(original, consult);
    assertThat(scene.failure("no").told()).contains("!OPERATIONFAILED");
    assertThat(desk.state(original)).isEqualTo("ONHOLDPENDTRANSFER");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(desk.completeTransfer(original, consult).told()).startsWith(TRANSFER_KEY);
  }

  @Test
  void complete_callsMadeAtTheDeskPhone_works() {
    scene.inbound(HOLD, "c1");
    CallId other = desk.toQueequeg(RINGING, "c2").newest();
    desk.toQueequeg(BUSY, "c2");
    assertThat(desk.features(other)).contains(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, other).told()).startsWith(TRANSFER_KEY);
  }

  @Test
  void complete_anotherCallIsHeldAsWell_isWrongState() {
    scene.inbound(HOLD, "c1");
    desk.held("c3");
    CallId other = desk.talking("c4");
    assertThat(desk.features(other)).doesNotContain(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, other).told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void consult_dropped_originalIsTakenBack() {
    CallId consult = desk.consulting(original, "c1", "c2");
    scene.drop(Scene.AHAB, consult, Scene.KNOWN);
    scene.success();
    desk.toQueequeg(HANGUP, "c2");
    assertThat(desk.aMoment().told()).containsExactly(HOLD_KEY);
    scene.success();
    assertThat(desk.unholds("c1").told()).containsExactly("CONNECTED");
    assertThat(desk.features(original)).contains(CallFeature.SETUPTRANSFER);
    assertThat(scene.states(original)).doesNotContain("ONHOLD");
  }

  @Test
  void consult_busy_originalIsTakenBack() {
    CallId consult = desk.ringing(original, "c1", "c2");
    scene.event(Scene.out("c2").target("Queequeg", "103").details("busy").event(HANGUP));
    assertThat(scene.states(consult)).endsWith("BUSY", "DISCONNECTED(BUSY)", "IDLE");
    assertThat(desk.aMoment().told()).containsExactly(HOLD_KEY);
  }

  @Test
  void consult_droppedAtDialTone_originalIsTakenBack() {
    CallId consult = desk.setUpTransfer(original, "");
    desk.keyHolds("c1");
    assertThat(scene.drop(Scene.AHAB, consult, Scene.NOBODY).told()).contains("ok", "IDLE");
    assertThat(desk.aMoment().told()).containsExactly(HOLD_KEY);
  }

  @Test
  void consult_numberRefused_originalIsTakenBack() {
    CallId consult = desk.setUpTransfer(original, "103");
    desk.keyHolds("c1");
    scene.failure("Invalid number");
    assertThat(scene.states(consult)).endsWith("DISCONNECTED(BADADDRESS)", "IDLE");
    assertThat(desk.aMoment().told()).containsExactly(HOLD_KEY);
  }

  @Test
  void reconnect_refused_originalIsHeld() {
    desk.consulting(original, "c1", "c2");
    desk.toQueequeg(HANGUP, "c2");
    desk.aMoment();
    assertThat(scene.failure("no").told()).containsExactly("ONHOLD");
  }

  @Test
  void reconnect_eventNeverComes_originalIsHeld() {
    desk.consulting(original, "c1", "c2");
    desk.toQueequeg(HANGUP, "c2");
    desk.aMoment();
    scene.success();
    assertThat(scene.pass(Duration.ofSeconds(10)).told()).containsExactly("ONHOLD");
  }

  @Test
  void reconnect_phoneTakesTheCallBackByItself_noKeyIsPressed() {
    desk.consulting(original, "c1", "c2");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(desk.unholds("c1").told()).containsExactly("CONNECTED");
    assertThat(desk.aMoment().told()).doesNotContain(HOLD_KEY);
    assertThat(desk.features(original)).contains(CallFeature.SETUPTRANSFER);
  }

  @Test
  void original_ends_consultLivesOn() {
    CallId consult = desk.consulting(original, "c1", "c2");
    scene.inbound(HANGUP, "c1");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(desk.features(consult)).contains(CallFeature.SETUPTRANSFER);
    desk.toQueequeg(HANGUP, "c2");
    desk.aMoment();
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void original_endsAtTheDialTone_consultIsDialledAsAnyOtherCall() {
    CallId consult = desk.setUpTransfer(original, "");
    desk.keyHolds("c1");
    scene.inbound(HANGUP, "c1");
    assertThat(desk.features(consult)).contains(CallFeature.DIAL);
    scene.request(new LineRequest.Dial(desk.header(), consult, "103"));
    assertThat(scene.lastCommand().command())
        .isEqualTo(new PhoneCommand.Dial(Scene.AHAB.name(), "103"));
    assertThat(scene.success().told()).contains("ok");
    desk.toQueequeg(RINGING, "c2");
    desk.toQueequeg(BUSY, "c2");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(desk.features(consult))
        .contains(CallFeature.SETUPTRANSFER)
        .doesNotContain(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, consult).told()).containsExactly("!INVALCALLHANDLE");
  }

  @Test
  void setUp_keyRefused_callGoesOn() {
    desk.setUpTransfer(original, "");
    assertThat(scene.failure("no").told()).contains("!OPERATIONFAILED");
    assertThat(desk.state(original)).isEqualTo("CONNECTED");
    assertThat(desk.features(original)).contains(CallFeature.SETUPTRANSFER);
  }

  @Test
  void setUp_eventNeverComes_failsAtTheLimitAndAHoldLaterIsAHold() {
    CallId consult = desk.setUpTransfer(original, "");
    scene.success();
    assertThat(scene.pass(Duration.ofSeconds(10)).told()).contains("!OPERATIONFAILED");
    assertThat(scene.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(scene.states(consult)).isEmpty();
  }

  @Test
  void setUp_callEndsMeanwhile_fails() {
    desk.setUpTransfer(original, "");
    scene.success();
    assertThat(scene.inbound(HANGUP, "c1").told()).contains("!INVALCALLSTATE", "IDLE");
  }

  @Test
  void setUp_linkLost_failsOnce() {
    desk.setUpTransfer(original, "");
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    assertThat(scene.told()).startsWith("!RESOURCEUNAVAIL");
    assertThat(desk.state(original)).isEqualTo("CONNECTED");
  }

  @Test
  void setUp_promptInTheNumber_isRefusedBeforeAnythingHappens() {
    CallId consult = desk.setUpTransfer(original, "12?3");
    assertThat(scene.told()).hasSize(1).allMatch(text -> text.startsWith("!"));
    assertThat(scene.states(consult)).isEmpty();
  }

  @Test
  void setUp_heldOrRinging_isWrongState() {
    scene.inbound(HOLD, "c1");
    desk.setUpTransfer(original, "");
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void setUp_anotherCallIsHeldThere_couldNotBeCompletedAndIsNotOffered() {
    scene.inbound(HOLD, "c1");
    CallId second = desk.talking("c3");
    assertThat(desk.features(second))
        .doesNotContain(CallFeature.SETUPTRANSFER, CallFeature.SETUPCONF);
    desk.setUpTransfer(second, "");
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
    assertThat(desk.state(second)).isEqualTo("CONNECTED");
    scene.inbound(HANGUP, "c1");
    assertThat(desk.features(second)).contains(CallFeature.SETUPTRANSFER, CallFeature.SETUPCONF);
  }

  @Test
  void setUp_phoneWithoutHoldKey_isNotOffered() {
    without(Capability.HOLD);
    assertThat(desk.features(original)).doesNotContain(CallFeature.SETUPTRANSFER);
    desk.setUpTransfer(original, "");
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void phone_moves_functionsOfItsKeysAreNotOffered() {
    CallId consult = desk.consulting(original, "c1", "c2");
    User elsewhere = Scene.user("ahab", "Captain Ahab", "101", Scene.phone("Snom Z", Set.of()));
    scene.users(List.of(elsewhere, Scene.STARBUCK), elsewhere, Scene.STARBUCK);
    assertThat(desk.features(consult)).doesNotContain(CallFeature.COMPLETETRANSF);
    assertThat(desk.completeTransfer(original, consult).told()).containsExactly("!INVALCALLSTATE");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(desk.aMoment().told()).containsExactly("ONHOLD");
  }

  @Test
  void transfer_byHand_looksRight() {
    CallId consult = desk.consulting(original, "c1", "c2");
    toQueequegFirst();
    desk.aMoment();
    assertThat(scene.all).filteredOn(Effect.Send.class::isInstance).hasSize(2);
    scene.inbound(HANGUP, "c1");
    assertThat(scene.states(original)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.states(consult)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
  }

  /** The channel that talks is hung up first, the held one a little later. */
  private void toQueequegFirst() {
    scene.event(Scene.in("c1").ref("c2").event(PhoneEvent.ChannelEventType.TRANSFER));
    desk.toQueequeg(HANGUP, "c2");
  }

  @Test
  void consult_closedByItsProgram_goesOnAtThePhone() {
    CallId consult = desk.consulting(original, "c1", "c2");
    scene.close(Scene.AHAB, consult);
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(desk.state(original)).isEqualTo("ONHOLDPENDTRANSFER");
  }

  private void without(Capability capability) {
    EnumSet<Capability> others = EnumSet.allOf(Capability.class);
    others.remove(capability);
    User ahab = Scene.user("ahab", "Captain Ahab", "101", Scene.phone("Snom A", others));
    scene.users(List.of(ahab, Scene.STARBUCK), ahab, Scene.STARBUCK);
  }

  @Test
  void gateway_restartedMeanwhile_callsAreOrdinaryAndCanStillBeJoined() {
    CallId consult = desk.consulting(original, "c1", "c2");
    Scene anew = restarted();
    Desk there = new Desk(anew);
    assertThat(there.state(original)).isEqualTo("ONHOLD");
    assertThat(there.state(consult)).isEqualTo("CONNECTED");
    assertThat(there.features(consult)).contains(CallFeature.COMPLETETRANSF);
    assertThat(there.completeTransfer(original, consult).told()).startsWith(TRANSFER_KEY);
  }

  @Test
  void gateway_restartedAtDialTone_originalIsHeldAndTheDialToneEnds() {
    CallId consult = desk.setUpTransfer(original, "");
    desk.keyHolds("c1");
    Scene anew = restarted();
    assertThat(anew.states(consult)).containsExactly("IDLE");
    assertThat(new Desk(anew).state(original)).isEqualTo("ONHOLD");
    anew.request(new LineRequest.Unhold(new Desk(anew).header(), original));
    assertThat(anew.told()).contains(HOLD_KEY);
  }

  @Test
  void peer_goneBeforeTheCallIsHeld_dialToneEndsByItselfAndOriginalIsTakenBack() {
    desk.setUpTransfer(original, "");
    scene.note(scene.mapper.peerGone(scene.now, 1));
    desk.keyHolds("c1");
    assertThat(scene.pass(Duration.ofSeconds(60)).told()).contains("DISCONNECTED(UNAVAIL)");
    assertThat(desk.aMoment().told()).containsExactly(HOLD_KEY);
  }

  /** A new gateway, to which the provider hands over what it still shows. */
  private Scene restarted() {
    Scene anew = Scene.inService(5000);
    anew.note(anew.mapper.adopt(anew.now, scene.mapper.calls()));
    return anew;
  }
}
