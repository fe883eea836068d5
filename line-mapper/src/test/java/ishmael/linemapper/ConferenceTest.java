package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conferences by the phone's key: made by programs and by hand, and what becomes of them. */
class ConferenceTest {
  private static final String CONFERENCE_KEY = "ConferenceKey[device=Snom A]";

  private final Scene scene = Scene.inService();
  private final Desk desk = new Desk(scene);
  private final CallId original = desk.talking("c1");
  private CallId conference = new CallId(1);

  /** The original is a party already, the consultation call has a dial tone. */
  private CallId setUp() {
    conference = scene.newCall();
    CallId consult = scene.newCall();
    scene.request(
        new LineRequest.SetupConference(desk.header(), original, conference, consult, ""));
    desk.keyHolds("c1");
    return consult;
  }

  private CallId setUpAndTalk() {
    CallId consult = setUp();
    scene.request(new LineRequest.Dial(desk.header(), consult, "103"));
    scene.success();
    desk.toQueequeg(RINGING, "c2");
    desk.toQueequeg(BUSY, "c2");
    return consult;
  }

  private CallId joined() {
    CallId consult = setUpAndTalk();
    add(consult);
    scene.success();
    desk.unholds("c1");
    return consult;
  }

  private Scene add(CallId consult) {
    return scene.request(new LineRequest.AddToConference(desk.header(), conference, consult));
  }

  @Test
  void setUp_answered_thenAllThreeCallsAreShown() {
    CallId consult = setUp();
    assertThat(scene.told()).containsExactly("ok", "ONHOLDPENDCONF", "CONFERENCED", "DIALTONE");
    assertThat(scene.call(original).conference()).contains(conference);
    assertThat(scene.call(conference).origin()).isEqualTo(CallOrigin.CONFERENCE);
    assertThat(scene.call(consult).relatedCallId()).isEqualTo(scene.call(original).callId());
    assertThat(scene.states(original)).doesNotContain("ONHOLD");
  }

  @Test
  void add_connected_joinsAll() {
    CallId consult = setUpAndTalk();
    assertThat(desk.features(consult)).contains(CallFeature.ADDTOCONF);
    assertThat(add(consult).told()).startsWith(CONFERENCE_KEY);
    assertThat(scene.success().told()).startsWith("ok").contains("CONFERENCED", "CONNECTED");
    assertThat(desk.unholds("c1").last()).isEmpty();
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
    assertThat(scene.call(consult).conference()).contains(conference);
    assertThat(desk.features(consult)).contains(CallFeature.REMOVEFROMCONF);
    scene.pass(Duration.ofSeconds(20));
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
  }

  @Test
  void add_stillRinging_isWrongState() {
    CallId consult = setUp();
    scene.request(new LineRequest.Dial(desk.header(), consult, "103"));
    scene.success();
    desk.toQueequeg(RINGING, "c2");
    assertThat(add(consult).told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void add_anotherCallIsHeldAsWell_theKeyMightJoinThatOne() {
    CallId consult = setUpAndTalk();
    CallId third = desk.held("c3");
    assertThat(desk.features(consult)).doesNotContain(CallFeature.ADDTOCONF);
    assertThat(add(consult).told()).containsExactly("!INVALCALLSTATE");
    scene.inbound(HANGUP, "c3");
    assertThat(desk.state(third)).isEqualTo("IDLE");
    assertThat(desk.features(consult)).contains(CallFeature.ADDTOCONF);
    assertThat(add(consult).told()).startsWith(CONFERENCE_KEY);
  }

  @Test
  void add_refused_allStays() {
    CallId consult = setUpAndTalk();
    add(consult);
    assertThat(scene.failure("no").told()).containsExactly("!OPERATIONFAILED");
    assertThat(desk.state(conference)).isEqualTo("ONHOLDPENDCONF");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(add(consult).told()).startsWith(CONFERENCE_KEY);
  }

  @Test
  void add_keyPressedAtThePhone_joinsAfterAMoment() {
    CallId consult = setUpAndTalk();
    desk.unholds("c1");
    scene.pass(Duration.ofSeconds(2));
    assertThat(desk.state(consult)).isEqualTo("CONFERENCED");
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
  }

  @Test
  void add_anotherCall_isNoConsultation() {
    setUpAndTalk();
    assertThat(add(original).told()).containsExactly("!INVALCONSULTCALLHANDLE");
    assertThat(add(new CallId(77)).told()).containsExactly("!INVALCONSULTCALLHANDLE");
  }

  @Test
  void prepare_conferenceOfThree_isFull() {
    joined();
    CallId next = scene.newCall();
    scene.request(new LineRequest.PrepareAddToConference(desk.header(), conference, next, ""));
    assertThat(scene.told()).containsExactly("!CONFERENCEFULL");
    scene.request(new LineRequest.PrepareAddToConference(desk.header(), original, next, ""));
    assertThat(scene.told()).containsExactly("!INVALCONFCALLHANDLE");
  }

  @Test
  void consult_dropped_conferenceIsOverAndOriginalTalks() {
    CallId consult = setUpAndTalk();
    scene.drop(Scene.AHAB, consult, Scene.KNOWN);
    scene.success();
    desk.toQueequeg(HANGUP, "c2");
    assertThat(desk.aMoment().told()).containsExactly("Hold[device=Snom A]");
    scene.success();
    desk.unholds("c1");
    assertThat(desk.state(original)).isEqualTo("CONNECTED");
    assertThat(scene.states(conference)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void original_endsBeforeItIsJoined_consultIsAnOrdinaryCall() {
    CallId consult = setUpAndTalk();
    scene.inbound(HANGUP, "c1");
    assertThat(scene.states(conference)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
  }

  @Test
  void leg_ends_theOtherIsAnOrdinaryCall() {
    CallId consult = joined();
    scene.inbound(HANGUP, "c1");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(scene.states(conference)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
    assertThat(scene.call(consult).conference()).isEmpty();
  }

  @Test
  void remove_leg_hangsItUp() {
    CallId consult = joined();
    scene.request(new LineRequest.RemoveFromConference(desk.header(), consult));
    assertThat(scene.lastCommand().command()).isEqualTo(new PhoneCommand.Hangup(new Channel("c2")));
    assertThat(scene.success().told()).containsExactly("ok");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(desk.state(original)).isEqualTo("CONNECTED");
    scene.request(new LineRequest.RemoveFromConference(desk.header(), original));
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void drop_conference_hangsUpAllAndAnswersOnce() {
    CallId consult = joined();
    scene.drop(Scene.AHAB, conference, Scene.KNOWN);
    List<CommandId> hangups = commandsNow();
    assertThat(hangups).hasSize(2);
    assertThat(scene.outcome(hangups.get(0), new CommandOutcome.Success("")).last()).isEmpty();
    assertThat(scene.outcome(hangups.get(1), new CommandOutcome.Success("")).told())
        .containsExactly("ok");
    assertThat(scene.drop(Scene.AHAB, conference, Scene.KNOWN).told()).containsExactly("ok");
    scene.inbound(HANGUP, "c1");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(scene.living()).isEmpty();
    assertThat(scene.states(consult)).endsWith("CONFERENCED", "DISCONNECTED(NORMAL)", "IDLE");
  }

  private List<CommandId> commandsNow() {
    return scene.last().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).id())
        .toList();
  }

  @Test
  void drop_againBeforeTheFirstIsOver_isAnsweredAsWell() {
    joined();
    scene.drop(Scene.AHAB, conference, Scene.KNOWN);
    List<CommandId> first = commandsNow();
    scene.outcome(first.get(1), new CommandOutcome.Failure("no"));
    scene.drop(Scene.AHAB, conference, Scene.NOBODY);
    scene.outcome(first.get(0), new CommandOutcome.Failure("no"));
    scene.pass(Duration.ofMillis(500));
    List<CommandId> second = commandsNow();
    assertThat(second).as("the second drop hangs up").hasSize(2);
    scene.outcome(second.get(0), new CommandOutcome.Success(""));
    assertThat(scene.outcome(second.get(1), new CommandOutcome.Success("")).told())
        .containsExactly("ok");
  }

  @Test
  void drop_oneLegRefused_answersTheErrorAndThatLegTalks() {
    CallId consult = joined();
    scene.drop(Scene.AHAB, conference, Scene.KNOWN);
    CommandId second = scene.lastCommand().id();
    scene.outcome(second, new CommandOutcome.Failure("no"));
    assertThat(scene.told()).contains("!OPERATIONFAILED");
    scene.inbound(HANGUP, "c1");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
  }

  @Test
  void drop_byNobody_thenClosed_isNotMeant() {
    joined();
    scene.drop(Scene.AHAB, conference, Scene.NOBODY);
    scene.close(Scene.AHAB, conference);
    scene.pass(Duration.ofSeconds(5));
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
    assertThat(desk.state(original)).isEqualTo("CONFERENCED");
  }

  @Test
  void hold_allLegs_conferenceIsOnHold() {
    CallId consult = joined();
    scene.inbound(HOLD, "c1");
    desk.toQueequeg(HOLD, "c2");
    assertThat(desk.state(conference)).isEqualTo("ONHOLD");
    scene.pass(Duration.ofSeconds(5));
    assertThat(desk.state(consult)).isEqualTo("CONFERENCED");
    desk.unholds("c1");
    desk.toQueequeg(UNHOLD, "c2");
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
    scene.pass(Duration.ofSeconds(5));
    assertThat(desk.state(consult)).isEqualTo("CONFERENCED");
  }

  @Test
  void hold_oneLeg_endsTheConferenceAfterAMoment() {
    CallId consult = joined();
    scene.inbound(HOLD, "c1");
    scene.pass(Duration.ofSeconds(2));
    assertThat(desk.state(original)).isEqualTo("ONHOLD");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    assertThat(scene.states(conference)).endsWith("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void hold_byProgram_isNotPossible() {
    CallId consult = joined();
    assertThat(desk.features(conference)).containsExactly(CallFeature.DROP);
    scene.request(new LineRequest.Hold(desk.header(), conference));
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
    scene.request(new LineRequest.Hold(desk.header(), consult));
    assertThat(scene.told()).containsExactly("!INVALCALLSTATE");
  }

  @Test
  void complete_transferAsConference_joinsAll() {
    CallId consult = desk.consulting(original, "c1", "c2");
    conference = scene.newCall();
    scene.request(new LineRequest.CompleteConference(desk.header(), original, consult, conference));
    assertThat(scene.told()).startsWith(CONFERENCE_KEY);
    assertThat(scene.success().told())
        .containsExactly("ok", "CONNECTED", "CONFERENCED", "CONFERENCED");
    assertThat(scene.call(original).conference()).contains(conference);
    scene.inbound(HANGUP, "c1");
    assertThat(desk.state(consult)).isEqualTo("CONNECTED");
    desk.toQueequeg(HANGUP, "c2");
    assertThat(scene.living()).isEmpty();
  }

  @Test
  void complete_refused_noConferenceIsShown() {
    CallId consult = desk.consulting(original, "c1", "c2");
    conference = scene.newCall();
    scene.request(new LineRequest.CompleteConference(desk.header(), original, consult, conference));
    assertThat(scene.failure("no").told()).containsExactly("!OPERATIONFAILED");
    assertThat(scene.states(conference)).isEmpty();
    assertThat(desk.state(original)).isEqualTo("ONHOLDPENDTRANSFER");
  }

  @Test
  void byHand_heldCallTalksBesideTheOther_isAConference() {
    scene.inbound(HOLD, "c1");
    CallId other = desk.toQueequeg(BUSY, "c2").newest();
    desk.unholds("c1");
    assertThat(scene.living()).hasSize(2);
    scene.pass(Duration.ofSeconds(2));
    CallId made = scene.newest();
    assertThat(scene.call(made).origin()).isEqualTo(CallOrigin.CONFERENCE);
    assertThat(scene.call(other).conference()).contains(made);
    assertThat(made.chosenByPeer()).isFalse();
  }

  @Test
  void byHand_swap_isNoConference() {
    scene.inbound(HOLD, "c1");
    desk.toQueequeg(BUSY, "c2");
    desk.unholds("c1");
    desk.toQueequeg(HOLD, "c2");
    scene.pass(Duration.ofSeconds(5));
    assertThat(scene.living().values())
        .containsExactlyInAnyOrder(CallState.CONNECTED, CallState.ONHOLD);
  }

  @Test
  void phoneWithoutTheKey_isNotOffered() {
    EnumSet<Capability> others = EnumSet.allOf(Capability.class);
    others.remove(Capability.CONFERENCE);
    User ahab = Scene.user("ahab", "Captain Ahab", "101", Scene.phone("Snom A", others));
    scene.users(List.of(ahab, Scene.STARBUCK), ahab, Scene.STARBUCK);
    assertThat(desk.features(original)).doesNotContain(CallFeature.SETUPCONF);
    scene.request(
        new LineRequest.SetupConference(
            desk.header(), original, scene.newCall(), scene.newCall(), ""));
    assertThat(scene.told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void lineGone_allEnd() {
    joined();
    scene.users(List.of(Scene.STARBUCK), Scene.STARBUCK);
    assertThat(scene.living()).isEmpty();
    assertThat(scene.states(conference)).endsWith("IDLE");
  }

  @Test
  void add_phoneNeverTellsOfTheJoin_isBelievedUntilItTellsOtherwise() {
    CallId consult = setUpAndTalk();
    add(consult);
    scene.success();
    scene.pass(Duration.ofSeconds(20));
    assertThat(desk.state(conference)).isEqualTo("CONNECTED");
    desk.toQueequeg(HOLD, "c2");
    assertThat(desk.state(conference)).as("both are held").isEqualTo("ONHOLD");
    assertThat(heldAfterARestart()).containsExactlyInAnyOrder(original, consult);
  }

  /** The held calls as a gateway finds them that knows only what providers were shown. */
  private List<CallId> heldAfterARestart() {
    Map<CallId, CallView> shown = new LinkedHashMap<>();
    for (Effect effect : scene.all) {
      if (effect instanceof Effect.CallShown call) {
        shown.put(call.call().id(), call.call());
      }
    }
    Scene anew = Scene.inService(5000);
    anew.note(anew.mapper.adopt(anew.now, shown.values()));
    return anew.mapper.calls().stream()
        .filter(call -> call.state() == CallState.ONHOLD)
        .map(CallView::id)
        .toList();
  }

  @Test
  void gateway_restarted_partiesAreOrdinaryCalls() {
    CallId consult = joined();
    Scene anew = Scene.inService(5000);
    anew.note(anew.mapper.adopt(anew.now, scene.mapper.calls()));
    assertThat(new Desk(anew).state(original)).isEqualTo("CONNECTED");
    assertThat(new Desk(anew).state(consult)).isEqualTo("CONNECTED");
    assertThat(anew.states(conference)).containsExactly("IDLE");
  }

  @Test
  void gateway_restartedBeforeTheJoin_originalIsHeld() {
    setUpAndTalk();
    Scene anew = Scene.inService(5000);
    anew.note(anew.mapper.adopt(anew.now, scene.mapper.calls()));
    assertThat(new Desk(anew).state(original)).isEqualTo("ONHOLD");
    assertThat(anew.states(conference)).containsExactly("IDLE");
  }
}
