package ishmael.demo;

import com.google.common.collect.ImmutableList;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.demo.TapiEvent.LineChange;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallState;
import ishmael.linemapper.DisconnectMode;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Behaviour;
import java.time.Duration;
import java.util.List;

/**
 * The scripted day aboard the Pequod: the scenes that demo and chain tests play. Ahab is 101,
 * Starbuck 102, Stubb 103; all calls run over the one connection of the supervisor.
 */
public final class Scenes {
  private static final String CHANDLERS = Pequod.CHANDLERS;

  private Scenes() {}

  /** Returns the scenes that can be played in this world, in the order of the day. */
  public static List<Scene> of(World world) {
    return ImmutableList.<Scene>builder()
        .addAll(daily())
        .addAll(TransferScenes.all())
        .addAll(world.isolation().isPresent() ? IsolationScenes.all() : List.of())
        .build();
  }

  private static List<Scene> daily() {
    return List.of(
        new Scene("one XMPP session serves all lines", Scenes::oneSession),
        new Scene("an outside call is answered, held, resumed and hung up", Scenes::incoming),
        new Scene("the caller hangs up first", Scenes::callerHangsUp),
        new Scene("nobody answers and the caller gives up", Scenes::callerGivesUp),
        new Scene("a colleague is dialled and talks", Scenes::outgoing),
        new Scene("a number with a bracketed trunk zero is dialled", Scenes::outgoingOutside),
        new Scene("the dialled colleague is busy", Scenes::busy),
        new Scene("the dialled colleague does not answer", Scenes::noAnswer),
        new Scene("a bad number is refused", Scenes::badNumber),
        new Scene("a call for a colleague is picked up", Scenes::pickup),
        new Scene("two users' calls do not mix", Scenes::interleaved),
        new Scene("the caller turns out to be somebody else", Scenes::rename),
        new Scene("one call rings at two phones of a user", Scenes::twoPhones),
        new Scene("a user leaves the phone system and comes back", Scenes::leavesAndComesBack),
        new Scene("a program exits during a conversation", Scenes::programExits),
        new Scene("a program comes back and sees the conversation", Scenes::programComesBack));
  }

  /** Returns the scenes in which something breaks. */
  public static List<Scene> failures() {
    return List.of(
        new Scene("the gateway is killed in mid call and comes back", Scenes::gatewayKilled),
        new Scene("a call ends while the gateway is away", Scenes::endsWhileGatewayIsAway),
        new Scene("the XMPP server restarts, the call goes on", s -> xmppRestarts(s, true)),
        new Scene("the XMPP server restarts, the call is lost", s -> xmppRestarts(s, false)));
  }

  private static void oneSession(Stage stage) throws Exception {
    stage.equal("the number of XMPP sessions", 1, stage.world().sessions());
    stage.require(stage.tapi().lines().size() >= 3, "there are at least three lines");
  }

  private static void incoming(Stage stage) throws Exception {
    CallKey call = ringsFromOutside(stage);
    stage.ok("lineAnswer", stage.tapi().answer(call));
    stage.state("101", call, CallState.CONNECTED);
    stage.ok("lineHold", stage.tapi().hold(call));
    stage.state("101", call, CallState.ONHOLD);
    stage.ok("lineUnhold", stage.tapi().unhold(call));
    stage.state("101", call, CallState.CONNECTED);
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void callerHangsUp(Stage stage) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.phones().farEndHangsUp(channelOf(stage, "ahab"));
    stage.equal("why it ended", DisconnectMode.NORMAL, mode(stage.ended("101", call)));
    noChannels(stage);
  }

  private static void callerGivesUp(Stage stage) throws Exception {
    CallKey call = ringsFromOutside(stage);
    stage.phones().farEndHangsUp(channelOf(stage, "ahab"));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void outgoing(Stage stage) throws Exception {
    stage.phones().behave(stage.phone("starbuck"), Behaviour.rings());
    CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall("101", "102"));
    stage.state("101", call, CallState.DIALING);
    stage.state("101", call, CallState.RINGBACK);
    CallStateEvent offering = stage.state("102", CallState.OFFERING);
    stage.equal("Starbuck's caller", "Captain Ahab", offering.seen().callerName());
    stage.equal("Starbuck's caller number", "101", offering.seen().callerNumber());
    stage.ok("lineAnswer", stage.tapi().answer(offering.call()));
    stage.state("102", offering.call(), CallState.CONNECTED);
    CallStateEvent connected = stage.state("101", call, CallState.CONNECTED);
    stage.equal("Ahab's called number", "102", connected.seen().calledNumber());
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    stage.ended("102", offering.call());
    noChannels(stage);
  }

  private static void outgoingOutside(Stage stage) throws Exception {
    stage.phones().behaveOutside(CHANDLERS, Behaviour.answersAfter(Duration.ofMillis(50)));
    CallKey call =
        stage.made("lineMakeCall", stage.tapi().makeCall("101", "T001 (0) 508 555-0100"));
    CallStateEvent connected = stage.state("101", call, CallState.CONNECTED);
    stage.equal("the called number", CHANDLERS, connected.seen().calledNumber());
    stage.equal("the connected number", CHANDLERS, connected.seen().connectedNumber());
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void busy(Stage stage) throws Exception {
    stage.phones().behave(stage.phone("starbuck"), Behaviour.busy());
    try {
      CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall("101", "102"));
      stage.state("101", call, CallState.BUSY);
      stage.equal("why it ended", DisconnectMode.BUSY, mode(stage.ended("101", call)));
    } finally {
      stage.phones().behave(stage.phone("starbuck"), Behaviour.rings());
    }
    noChannels(stage);
  }

  private static void noAnswer(Stage stage) throws Exception {
    CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall("101", "102"));
    stage.state("101", call, CallState.RINGBACK);
    CallKey offered = stage.state("102", CallState.OFFERING).call();
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    stage.ended("102", offered);
    noChannels(stage);
  }

  private static void badNumber(Stage stage) throws Exception {
    Telephony.Made made = stage.tapi().makeCall("101", "ask the harpooneer");
    stage.require(made.error().isPresent(), "lineMakeCall refuses what can not be dialled");
    CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall("101", Pequod.BAD_NUMBER));
    stage.equal("why it ended", DisconnectMode.BADADDRESS, mode(stage.ended("101", call)));
    noChannels(stage);
  }

  private static void pickup(Stage stage) throws Exception {
    stage.phones().outsideCalls(CHANDLERS, "Nantucket Chandlers", "102");
    CallKey ringing = stage.state("102", CallState.OFFERING).call();
    CallKey call = stage.made("linePickup", stage.tapi().pickup("101", "102"));
    CallStateEvent connected = stage.state("101", call, CallState.CONNECTED);
    stage.equal("the caller", CHANDLERS, connected.seen().callerNumber());
    stage.ended("102", ringing);
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void interleaved(Stage stage) throws Exception {
    CallKey first = ringsFromOutside(stage);
    stage.phones().outsideCalls("0041443334455", "Whaling Museum", "103");
    CallStateEvent second = stage.state("103", CallState.OFFERING);
    stage.equal("Stubb's caller", "0041443334455", second.seen().callerNumber());
    CallKey third = stage.made("lineMakeCall", stage.tapi().makeCall("102", "104"));
    stage.ok("lineAnswer", stage.tapi().answer(second.call()));
    stage.state("103", second.call(), CallState.CONNECTED);
    stage.ok("lineAnswer", stage.tapi().answer(first));
    stage.state("101", first, CallState.CONNECTED);
    stage.state("102", third, CallState.RINGBACK);
    stage.ok("lineDrop", stage.tapi().drop(second.call()));
    stage.ended("103", second.call());
    stage.ok("lineDrop", stage.tapi().drop(third));
    stage.ended("102", third);
    stage.ok("lineDrop", stage.tapi().drop(first));
    stage.ended("101", first);
    noChannels(stage);
  }

  private static void rename(Stage stage) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.phones().rename(channelOf(stage, "ahab"), "Captain Bildad", "0015085550177");
    stage.info("101", call, seen -> seen.callerName().equals("Captain Bildad"), "the new caller");
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void twoPhones(Stage stage) throws Exception {
    stage.phones().moveUser("pip", "Crow's Nest");
    try {
      stage.phones().outsideCalls(CHANDLERS, "Nantucket Chandlers", "106");
      stage.equal("the phones that ring", 2, stage.phones().channelsOf("pip").size());
      CallKey call = stage.state("106", CallState.OFFERING).call();
      stage.phones().answer(Pequod.CROWS_NEST_PHONE);
      CallStateEvent next = stage.state("106");
      stage.equal("the call that comes next", call, next.call());
      stage.equal("its state", CallState.CONNECTED, next.state());
      stage.ok("lineDrop", stage.tapi().drop(call));
      stage.ended("106", call);
      noChannels(stage);
    } finally {
      stage.phones().leavePlace("pip");
    }
  }

  private static void leavesAndComesBack(Stage stage) throws Exception {
    stage.phones().withdrawRole("pip", Pequod.CREW_ROLE);
    try {
      stage.lineBecomes("106", LineChange.REMOVED);
      stage.require(hasNoLine(stage, "106"), "there is no line 106");
      CallKey other = stage.made("lineMakeCall", stage.tapi().makeCall("102", "103"));
      stage.state("102", other, CallState.RINGBACK);
      stage.ok("lineDrop", stage.tapi().drop(other));
      stage.ended("102", other);
    } finally {
      stage.phones().grantRole("pip", Pequod.CREW_ROLE);
    }
    stage.lineBecomes("106", LineChange.CREATED);
    stage.lineBecomes("106", LineChange.INSERVICE);
    stage.phones().outsideCalls(CHANDLERS, "Nantucket Chandlers", "106");
    CallKey call = stage.state("106", CallState.OFFERING).call();
    stage.ok("lineAnswer", stage.tapi().answer(call));
    stage.state("106", call, CallState.CONNECTED);
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("106", call);
    noChannels(stage);
  }

  private static boolean hasNoLine(Stage stage, String address) throws Exception {
    return stage.tapi().lines().stream().noneMatch(line -> line.address().equals(address));
  }

  private static void programExits(Stage stage) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.tapi().abandon(call);
    stage.stays(
        () -> stage.phones().channelsOf("ahab").size() == 1,
        Duration.ofSeconds(1),
        "the conversation at the desk goes on");
    stage.phones().putDown(stage.phone("ahab"));
    noChannels(stage);
  }

  private static void programComesBack(Stage stage) throws Exception {
    talksToOutside(stage);
    stage.tapi().closeLine("101");
    stage.stays(
        () -> stage.phones().channelsOf("ahab").size() == 1,
        Duration.ofSeconds(1),
        "the conversation at the desk goes on");
    stage.tapi().openLine("101");
    CallStateEvent again = stage.state("101", CallState.CONNECTED);
    stage.equal("the caller's number", CHANDLERS, again.seen().callerNumber());
    stage.ok("lineHold", stage.tapi().hold(again.call()));
    stage.state("101", again.call(), CallState.ONHOLD);
    stage.ok("lineDrop", stage.tapi().drop(again.call()));
    stage.ended("101", again.call());
    noChannels(stage);
  }

  private static void gatewayKilled(Stage stage) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.world().gateway().kill();
    stage.lineBecomes("101", LineChange.OUTOFSERVICE);
    stage.require(
        stage.tapi().makeCall("102", "103").error().isPresent(),
        "lineMakeCall fails at once without a gateway");
    stage.world().gateway().start();
    stage.lineBecomes("101", LineChange.INSERVICE);
    stage.ok("lineHold", stage.tapi().hold(call));
    stage.state("101", call, CallState.ONHOLD);
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended("101", call);
    noChannels(stage);
  }

  private static void endsWhileGatewayIsAway(Stage stage) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.world().gateway().kill();
    stage.lineBecomes("101", LineChange.OUTOFSERVICE);
    stage.phones().putDown(stage.phone("ahab"));
    stage.world().gateway().start();
    stage.lineBecomes("101", LineChange.INSERVICE);
    stage.state("101", call, CallState.IDLE);
    noChannels(stage);
  }

  private static void xmppRestarts(Stage stage, boolean callsGoOn) throws Exception {
    CallKey call = talksToOutside(stage);
    stage.world().restartXmppServer(callsGoOn);
    stage.lineBecomes("101", LineChange.OUTOFSERVICE);
    stage.lineBecomes("101", LineChange.INSERVICE);
    if (callsGoOn) {
      stage.ok("lineDrop", stage.tapi().drop(call));
    }
    stage.state("101", call, CallState.IDLE);
    noChannels(stage);
  }

  static CallKey ringsFromOutside(Stage stage) throws Exception {
    stage.phones().outsideCalls(CHANDLERS, "Nantucket Chandlers", "101");
    CallStateEvent offering = stage.state("101", CallState.OFFERING);
    stage.equal("the caller's number", CHANDLERS, offering.seen().callerNumber());
    stage.equal("the caller's name", "Nantucket Chandlers", offering.seen().callerName());
    stage.equal("the called number", "101", offering.seen().calledNumber());
    stage.require(
        offering.seen().features().contains(CallFeature.ANSWER), "the call can be answered");
    return offering.call();
  }

  static CallKey talksToOutside(Stage stage) throws Exception {
    CallKey call = ringsFromOutside(stage);
    stage.phones().answer(stage.phone("ahab"));
    stage.state("101", call, CallState.CONNECTED);
    return call;
  }

  private static String channelOf(Stage stage, String user) {
    return stage.phones().channelsOf(user).get(0).id();
  }

  static DisconnectMode mode(CallStateEvent event) {
    return event.disconnectMode().orElse(DisconnectMode.UNKNOWN);
  }

  static void noChannels(Stage stage) throws Exception {
    stage.eventually(
        () -> stage.phones().channels().isEmpty(), "the phone system has no call left");
  }
}
