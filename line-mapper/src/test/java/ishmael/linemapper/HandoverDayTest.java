package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Random days of one person with a phone that does what its keys say, and of programs that ask for
 * everything: whatever comes in whatever order, what is shown becomes what the phone does.
 */
class HandoverDayTest {
  private static final Set<CallState> TALKS = EnumSet.of(CallState.CONNECTED);
  private static final Set<CallState> HELD =
      EnumSet.of(CallState.ONHOLD, CallState.ONHOLDPENDTRANSFER);

  private static final List<CallFeature> FEATURES = List.of(CallFeature.values());

  /** What is seldom possible is asked for when it is. */
  private static final List<CallFeature> RARE =
      List.of(
          CallFeature.ADDTOCONF,
          CallFeature.SWAPHOLD,
          CallFeature.COMPLETETRANSF,
          CallFeature.DIAL,
          CallFeature.ANSWER,
          CallFeature.SETUPCONF,
          CallFeature.SETUPTRANSFER);

  private Scene scene = Scene.inService();
  private Desk desk = new Desk(scene);
  private NaivePhone phone = new NaivePhone();
  private Random random = new Random(0);
  private final Deque<Effect.Send> commands = new ArrayDeque<>();
  private final Map<CallId, CallState> seen = new HashMap<>();
  private final Set<RequestKey> asked = new HashSet<>();
  private final Set<RequestKey> answered = new HashSet<>();
  private final Map<RequestKey, Class<?>> kinds = new HashMap<>();

  /** The kinds of requests that succeeded. */
  private final Set<Object> done = new HashSet<>();

  private int checked;

  private void begin(long seed) {
    scene = Scene.inService();
    desk = new Desk(scene);
    phone = new NaivePhone();
    random = new Random(seed);
    commands.clear();
    seen.clear();
    asked.clear();
    answered.clear();
    kinds.clear();
    done.clear();
    checked = 0;
  }

  @Property(tries = 1500)
  void day_anyInterleaving_becomesWhatThePhoneDoesAndEnds(@ForAll long seed) {
    begin(seed);
    for (int round = 0; round < 4; round++) {
      int steps = 10 + random.nextInt(80);
      for (int i = 0; i < steps; i++) {
        step();
        check();
      }
      quiet();
      check();
      compare();
    }
    phone.channels().forEach(phone::hangUp);
    quiet();
    check();
    scene.pass(Duration.ofMinutes(11));
    check();
    assertThat(answered).isEqualTo(asked);
    assertThat(scene.living()).isEmpty();
    assertThat(seen.values()).allMatch(state -> state == CallState.IDLE);
    assertThat(scene.mapper.nextTime()).isEmpty();
    reached();
  }

  /** The days are worth nothing if what they are about hardly ever happens. */
  private void reached() {
    Statistics.collect(
        done.contains(LineRequest.CompleteTransfer.class),
        done.contains(LineRequest.AddToConference.class),
        done.contains(LineRequest.CompleteConference.class),
        done.contains(LineRequest.SwapHold.class));
    Statistics.coverage(
        checker -> {
          for (int i = 0; i < 4; i++) {
            int which = i;
            checker
                .checkQuery(list -> Boolean.TRUE.equals(list.get(which)))
                .count(count -> count >= 1);
          }
        });
  }

  private void step() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> ask();
      case 3, 4, 5, 6, 7, 8 -> obey();
      case 9, 10, 11, 12, 13, 14 -> tell();
      case 15 -> byHand();
      case 16, 17, 18 -> others();
      default -> scene.pass(Duration.ofMillis(random.nextInt(2500)));
    }
  }

  /** The next command reaches the phone system; its answer may be lost. */
  private void obey() {
    Effect.Send send = commands.poll();
    if (send == null) {
      return;
    }
    boolean refused = random.nextInt(12) == 0;
    boolean done = !refused && phone.obey(send.command());
    if (random.nextInt(12) == 0) {
      scene.outcome(send.id(), new CommandOutcome.Silence());
    } else if (done) {
      scene.outcome(send.id(), new CommandOutcome.Success(""));
    } else {
      scene.outcome(send.id(), new CommandOutcome.Failure("No"));
    }
  }

  private void tell() {
    PhoneEvent.ChannelEvent event = phone.untold.poll();
    if (event != null) {
      scene.event(event);
    }
  }

  private void byHand() {
    switch (random.nextInt(8)) {
      case 0 -> phone.pressHold();
      case 1 -> phone.pressTransfer();
      case 2 -> phone.pressConference();
      case 3, 4, 5, 6 -> phone.answer();
      default -> phone.dial("105");
    }
  }

  private void others() {
    List<String> channels = phone.channels();
    switch (random.nextInt(6)) {
      case 0 -> phone.ring("0891000" + random.nextInt(100));
      case 1, 2, 3, 4 -> phone.farEndAnswers();
      default -> {
        if (!channels.isEmpty()) {
          phone.hangUp(channels.get(random.nextInt(channels.size())));
        }
      }
    }
  }

  /** All is told, all limits are over, nobody asks anything. */
  private void quiet() {
    for (int i = 0; i < 40; i++) {
      while (!commands.isEmpty() || !phone.untold.isEmpty()) {
        obey();
        check();
        tell();
        check();
      }
      scene.pass(Duration.ofMillis(500));
      check();
    }
    scene.pass(Duration.ofSeconds(31));
    check();
  }

  /** What is shown is what the phone does. */
  private void compare() {
    Map<String, NaivePhone.Doing> doing = new HashMap<>(phone.doing());
    for (CallView call : scene.mapper.calls()) {
      String channel = MemoCodec.decode(call.memo()).orElseThrow().channel();
      if (channel.isEmpty()) {
        assertThat(call.origin() == CallOrigin.CONFERENCE || call.state() == CallState.DIALTONE)
            .as("no channel: %s", call)
            .isTrue();
        continue;
      }
      NaivePhone.Doing really = Optional.ofNullable(doing.remove(channel)).orElseThrow();
      switch (really) {
        case TALKS -> assertThat(effective(call)).as("%s", call).isIn(TALKS);
        case HOLDS -> assertThat(effective(call)).as("%s", call).isIn(HELD);
        case RINGS -> assertThat(call.state()).isIn(CallState.OFFERING, CallState.ACCEPTED);
        case DIALS -> assertThat(call.state()).isEqualTo(CallState.RINGBACK);
      }
    }
    assertThat(doing).as("not shown").isEmpty();
  }

  /** A party of a conference does what the conference does. */
  private CallState effective(CallView call) {
    if (call.state() != CallState.CONFERENCED) {
      return call.state();
    }
    CallState whole = scene.call(call.conference().orElseThrow()).state();
    return whole == CallState.CONNECTED ? CallState.CONNECTED : CallState.ONHOLD;
  }

  /** The rules that every effect keeps. */
  private void check() {
    for (; checked < scene.all.size(); checked++) {
      Effect effect = scene.all.get(checked);
      if (effect instanceof Effect.CallShown shown) {
        CallStateRules.check(seen, shown.call());
      } else if (effect instanceof Effect.Answered answer) {
        assertThat(asked).contains(answer.key());
        assertThat(answered.add(answer.key())).as("answered once").isTrue();
        if (answer.error().isEmpty()) {
          done.add(kinds.get(answer.key()));
        }
      } else if (effect instanceof Effect.Send send) {
        commands.add(send);
      }
    }
  }

  /** Mostly what is offered, now and then anything. */
  private void ask() {
    List<CallView> calls = scene.mapper.calls();
    if (calls.isEmpty() || random.nextInt(4) == 0) {
      ask(FEATURES.get(random.nextInt(FEATURES.size())), anyCall(), anyCall());
      return;
    }
    if (random.nextBoolean() && askRare(calls)) {
      return;
    }
    CallView call = calls.get(random.nextInt(calls.size()));
    List<CallFeature> offered = new ArrayList<>(call.features());
    if (!offered.isEmpty()) {
      ask(offered.get(random.nextInt(offered.size())), call.id(), partnerOf(call));
    }
  }

  private boolean askRare(List<CallView> calls) {
    for (CallFeature rare : RARE) {
      for (CallView call : calls) {
        if (call.features().contains(rare)) {
          ask(rare, call.id(), partnerOf(call));
          return true;
        }
      }
    }
    return false;
  }

  /** The call that goes with this one, as a program knows it; any other if there is none. */
  private CallId partnerOf(CallView call) {
    return scene.mapper.calls().stream()
        .filter(other -> !other.id().equals(call.id()))
        .filter(other -> isHeld(other.state()))
        .map(CallView::id)
        .findFirst()
        .orElseGet(this::anyCall);
  }

  private static boolean isHeld(CallState state) {
    return HELD.contains(state) || state == CallState.ONHOLDPENDCONF;
  }

  private void ask(CallFeature feature, CallId one, CallId other) {
    LineRequest.Header header = desk.header();
    LineRequest request =
        switch (feature) {
          case SETUPTRANSFER ->
              new LineRequest.SetupTransfer(header, one, scene.newCall(), target());
          case SETUPCONF ->
              new LineRequest.SetupConference(
                  header, one, scene.newCall(), scene.newCall(), target());
          case COMPLETETRANSF -> completion(header, one, other);
          case ADDTOCONF -> new LineRequest.AddToConference(header, other, one);
          case REMOVEFROMCONF -> new LineRequest.RemoveFromConference(header, one);
          case SWAPHOLD -> new LineRequest.SwapHold(header, one, other);
          case BLINDTRANSFER -> new LineRequest.BlindTransfer(header, one, target());
          case REDIRECT -> new LineRequest.Redirect(header, one, target());
          case DIAL -> new LineRequest.Dial(header, one, "103");
          case ANSWER -> new LineRequest.Answer(header, one);
          case ACCEPT -> new LineRequest.Accept(header, one);
          case HOLD -> new LineRequest.Hold(header, one);
          case UNHOLD -> new LineRequest.Unhold(header, one);
          case DROP -> new LineRequest.Drop(header, one);
          default -> new LineRequest.PrepareAddToConference(header, one, scene.newCall(), target());
        };
    asked.add(header.key());
    kinds.put(header.key(), request.getClass());
    scene.request(request);
  }

  private LineRequest completion(LineRequest.Header header, CallId one, CallId other) {
    return random.nextBoolean()
        ? new LineRequest.CompleteTransfer(header, other, one)
        : new LineRequest.CompleteConference(header, other, one, scene.newCall());
  }

  private String target() {
    return List.of("", "103", "104").get(random.nextInt(3));
  }

  private CallId anyCall() {
    List<CallId> all = new ArrayList<>(scene.living().keySet());
    return all.isEmpty() ? new CallId(99) : all.get(random.nextInt(all.size()));
  }
}
