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

/**
 * Random days of one person with a phone that does what its keys say, and of programs that ask for
 * everything: whatever comes in whatever order, what is shown becomes what the phone does.
 */
class HandoverDayTest {
  private static final Set<CallState> TALKS = EnumSet.of(CallState.CONNECTED);
  private static final Set<CallState> HELD =
      EnumSet.of(CallState.ONHOLD, CallState.ONHOLDPENDTRANSFER);

  private Scene scene = Scene.inService();
  private Desk desk = new Desk(scene);
  private NaivePhone phone = new NaivePhone();
  private Random random = new Random(0);
  private final Deque<Effect.Send> commands = new ArrayDeque<>();
  private final Map<CallId, CallState> seen = new HashMap<>();
  private final Set<RequestKey> asked = new HashSet<>();
  private final Set<RequestKey> answered = new HashSet<>();
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
    checked = 0;
  }

  @Property(tries = 600)
  void day_anyInterleaving_becomesWhatThePhoneDoesAndEnds(@ForAll long seed) {
    begin(seed);
    for (int round = 0; round < 4; round++) {
      int steps = 5 + random.nextInt(30);
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
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> ask();
      case 4, 5 -> obey();
      case 6, 7, 8 -> tell();
      case 9 -> byHand();
      case 10 -> others();
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
    switch (random.nextInt(5)) {
      case 0 -> phone.pressHold();
      case 1 -> phone.pressTransfer();
      case 2 -> phone.pressConference();
      case 3 -> phone.answer();
      default -> phone.dial("105");
    }
  }

  private void others() {
    List<String> channels = phone.channels();
    switch (random.nextInt(3)) {
      case 0 -> phone.ring("0891000" + random.nextInt(100));
      case 1 -> phone.farEndAnswers();
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
      } else if (effect instanceof Effect.Send send) {
        commands.add(send);
      }
    }
  }

  private void ask() {
    LineRequest.Header header = desk.header();
    CallId one = anyCall();
    CallId other = anyCall();
    LineRequest request =
        switch (random.nextInt(14)) {
          case 0 -> new LineRequest.SetupTransfer(header, one, scene.newCall(), target());
          case 1 ->
              new LineRequest.SetupConference(
                  header, one, scene.newCall(), scene.newCall(), target());
          case 2, 3 -> new LineRequest.CompleteTransfer(header, one, other);
          case 4 -> new LineRequest.CompleteConference(header, one, other, scene.newCall());
          case 5, 6 -> new LineRequest.AddToConference(header, one, other);
          case 7 -> new LineRequest.RemoveFromConference(header, one);
          case 8 -> new LineRequest.SwapHold(header, one, other);
          case 9 -> new LineRequest.BlindTransfer(header, one, target());
          case 10 -> new LineRequest.Drop(header, one);
          case 11 -> new LineRequest.Dial(header, one, "103");
          case 12 -> new LineRequest.Hold(header, one);
          default -> new LineRequest.Unhold(header, one);
        };
    asked.add(header.key());
    scene.request(request);
  }

  private String target() {
    return List.of("", "103", "104").get(random.nextInt(3));
  }

  private CallId anyCall() {
    List<CallId> all = new ArrayList<>(scene.living().keySet());
    return all.isEmpty() ? new CallId(99) : all.get(random.nextInt(all.size()));
  }
}
