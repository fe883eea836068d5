package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random days of several users: whatever happens in whatever order, some rules hold. */
class RandomDayTest {
  private static final User AHAB =
      Scene.user(
          "ahab",
          "Captain Ahab",
          "101",
          Scene.phone("Snom A", EnumSet.allOf(Capability.class)),
          Scene.phone("Cabin", EnumSet.allOf(Capability.class)));

  private static final List<User> USERS = List.of(AHAB, Scene.STARBUCK, Scene.ISHMAEL);

  private static Scene scene() {
    return Scene.inService().users(USERS, AHAB, Scene.STARBUCK);
  }

  private final Map<CallId, CallState> seen = new HashMap<>();
  private final Map<CallId, LineId> lineOf = new HashMap<>();
  private final Set<RequestKey> asked = new HashSet<>();
  private final Set<RequestKey> answered = new HashSet<>();
  private final Set<RequestKey> refused = new HashSet<>();
  private final Set<RequestKey> orphans = new HashSet<>();
  private final Map<CallId, RequestKey> createdBy = new HashMap<>();
  private final Deque<CommandId> commands = new ArrayDeque<>();

  /** Checks the rules that every effect keeps, in its order. */
  private void check(Scene scene, List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.CallShown shown) {
        check(shown.call());
      } else if (effect instanceof Effect.Answered answer) {
        assertThat(asked).contains(answer.key());
        assertThat(answered.add(answer.key())).as("answered once: %s", answer.key()).isTrue();
        if (answer.error().isPresent()) {
          refused.add(answer.key());
        }
      } else if (effect instanceof Effect.Send send) {
        commands.add(send.id());
      }
    }
    assertThat(scene.mapper.calls())
        .allSatisfy(call -> assertThat(seen.get(call.id())).isEqualTo(call.state()));
  }

  /** A call that a request creates is shown after its success and never after its failure. */
  private void checkOrder(CallView call) {
    RequestKey key = createdBy.get(call.id());
    if (key != null && !orphans.contains(key)) {
      assertThat(answered).as("%s is answered before it is shown", call.id()).contains(key);
      assertThat(refused).doesNotContain(key);
    }
  }

  private void check(CallView call) {
    checkOrder(call);
    assertThat(lineOf.computeIfAbsent(call.id(), id -> call.line())).isEqualTo(call.line());
    CallStateRules.check(seen, call);
  }

  private record Step(User user, String channel, boolean outbound, ChannelEventType type) {}

  /** The life of one channel: anything in the middle, hang-up at the end. */
  private static List<Step> life(Random random, User user, int number) {
    boolean outbound = random.nextBoolean();
    String channel = user.name() + "-" + number;
    List<ChannelEventType> types = new ArrayList<>(List.of(ChannelEventType.values()));
    types.remove(ChannelEventType.HANGUP);
    List<Step> steps = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      steps.add(new Step(user, channel, outbound, ChannelEventType.RINGING));
    }
    int middle = random.nextInt(6);
    for (int i = 0; i < middle; i++) {
      steps.add(new Step(user, channel, outbound, types.get(random.nextInt(types.size()))));
    }
    steps.add(new Step(user, channel, outbound, ChannelEventType.HANGUP));
    return steps;
  }

  private static PhoneEvent.ChannelEvent event(Random random, Step step) {
    User user = step.user();
    Scene.EventDraft draft = step.outbound() ? Scene.out(step.channel()) : Scene.in(step.channel());
    String own = user.extension().orElseThrow().value();
    String other = List.of("101", "102", "0891234567", "").get(random.nextInt(4));
    draft.source("", step.outbound() ? own : other).target("", step.outbound() ? other : own);
    int phone = Math.floorMod(step.channel().hashCode(), user.phones().size());
    draft.device(random.nextInt(5) == 0 ? "" : user.phones().get(phone).name().value());
    if (random.nextBoolean()) {
      draft.internal();
    }
    draft.details(List.of("", "busy", "picked up", "noanswer").get(random.nextInt(4)));
    return draft.event(step.type());
  }

  @Property(tries = 400)
  void events_anyInterleaving_eachCallOnItsLineAndIdleInTheEnd(@ForAll long seed) {
    forget();
    Random random = new Random(seed);
    Scene scene = scene();
    List<Deque<Step>> lives = lives(random);
    while (!lives.isEmpty()) {
      Deque<Step> life = lives.get(random.nextInt(lives.size()));
      Step step = life.remove();
      scene.event(event(random, step));
      check(scene, scene.last());
      for (Effect effect : scene.last()) {
        if (effect instanceof Effect.CallShown shown) {
          assertThat(shown.call().line()).isEqualTo(scene.line(step.user()));
        }
      }
      assertThat(scene.living().size()).isLessThanOrEqualTo(lives.size());
      lives.removeIf(Deque::isEmpty);
    }
    assertThat(scene.living()).isEmpty();
    assertThat(seen.values()).allMatch(state -> state == CallState.IDLE);
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  private static List<Deque<Step>> lives(Random random) {
    List<Deque<Step>> lives = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      User user = USERS.get(random.nextInt(USERS.size()));
      lives.add(new ArrayDeque<>(life(random, user, i)));
    }
    return lives;
  }

  private void forget() {
    seen.clear();
    lineOf.clear();
    asked.clear();
    answered.clear();
    refused.clear();
    orphans.clear();
    createdBy.clear();
    commands.clear();
  }

  /** Requests, outcomes, events, lost peers and links, time: all in random order. */
  @Property(tries = 600)
  void everything_anyInterleaving_eachRequestIsAnsweredOnceAndNothingIsStuck(@ForAll long seed) {
    forget();
    Random random = new Random(seed);
    Scene scene = scene();
    List<Deque<Step>> lives = lives(random);
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> ask(scene, random);
        case 3, 4 -> outcome(scene, random);
        case 5, 6, 7 -> step(scene, random, lives);
        case 8 -> scene.pass(Duration.ofMillis(random.nextInt(4000)));
        default -> disturb(scene, random);
      }
      check(scene, scene.last());
    }
    settle(scene, lives, random);
    orphans.removeAll(answered);
    Set<RequestKey> expected = new HashSet<>(asked);
    expected.removeAll(orphans);
    assertThat(answered).isEqualTo(expected);
    assertThat(scene.living()).isEmpty();
    assertThat(scene.mapper.nextTime()).isEmpty();
  }

  private void settle(Scene scene, List<Deque<Step>> lives, Random random) {
    scene.note(scene.mapper.inService(scene.now));
    check(scene, scene.last());
    while (!lives.isEmpty()) {
      step(scene, random, lives);
      check(scene, scene.last());
    }
    scene.presence(Scene.AHAB, PhoneEvent.PhoneState.FREE);
    check(scene, scene.last());
    scene.presence(Scene.STARBUCK, PhoneEvent.PhoneState.FREE);
    check(scene, scene.last());
    scene.pass(Duration.ofMinutes(11));
    check(scene, scene.last());
  }

  private void step(Scene scene, Random random, List<Deque<Step>> lives) {
    scene.note(List.of());
    if (!lives.isEmpty()) {
      Deque<Step> life = lives.get(random.nextInt(lives.size()));
      scene.event(event(random, life.remove()));
      lives.removeIf(Deque::isEmpty);
    }
  }

  private void outcome(Scene scene, Random random) {
    scene.note(List.of());
    if (!commands.isEmpty()) {
      CommandId id = random.nextBoolean() ? commands.removeFirst() : commands.removeLast();
      List<CommandOutcome> outcomes =
          List.of(
              new CommandOutcome.Success(""),
              new CommandOutcome.Success(""),
              new CommandOutcome.Failure("No such channel"),
              new CommandOutcome.Failure("Invalid number"),
              new CommandOutcome.ErrorIq("forbidden", ""),
              new CommandOutcome.Silence(),
              new CommandOutcome.NotSent(""));
      scene.outcome(id, outcomes.get(random.nextInt(outcomes.size())));
    }
  }

  private void disturb(Scene scene, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> scene.note(scene.mapper.outOfService(scene.now, "down"));
      case 1 -> scene.note(scene.mapper.inService(scene.now));
      case 2 -> {
        orphans.addAll(asked);
        orphans.removeAll(answered);
        scene.note(scene.mapper.peerGone(scene.now, 1));
      }
      default ->
          scene.presence(
              Scene.AHAB, List.of(PhoneEvent.PhoneState.values()).get(random.nextInt(3)));
    }
  }

  private void ask(Scene scene, Random random) {
    User user = random.nextBoolean() ? Scene.AHAB : Scene.STARBUCK;
    LineRequest.Header header =
        scene.header(user, random.nextBoolean() ? Scene.KNOWN : Scene.NOBODY);
    CallId id = anyCall(scene, random);
    LineRequest request =
        switch (random.nextInt(14)) {
          case 0, 1 -> make(scene, header, random);
          case 2 -> new LineRequest.Dial(header, id, random.nextBoolean() ? "12" : "1;");
          case 3 -> new LineRequest.Answer(header, id);
          case 4 -> new LineRequest.Accept(header, id);
          case 5 -> new LineRequest.Drop(header, id);
          case 6 -> new LineRequest.Hold(header, id);
          case 7 -> new LineRequest.Unhold(header, id);
          case 8 -> pickup(scene, header);
          case 9 -> notice(scene.notice(user), id, random);
          default -> joining(scene, header, id, random);
        };
    if (!request.header().key().isNotice()) {
      asked.add(header.key());
    }
    scene.request(request);
  }

  private LineRequest joining(Scene scene, LineRequest.Header header, CallId id, Random random) {
    CallId other = anyCall(scene, random);
    return switch (random.nextInt(8)) {
      case 0 -> new LineRequest.SetupTransfer(header, id, created(scene, header), "");
      case 1 -> new LineRequest.SetupTransfer(header, id, created(scene, header), "12");
      case 2 ->
          new LineRequest.SetupConference(
              header, id, created(scene, header), created(scene, header), "12");
      case 3 -> new LineRequest.CompleteTransfer(header, id, other);
      case 4 -> new LineRequest.CompleteConference(header, id, other, created(scene, header));
      case 5 -> new LineRequest.AddToConference(header, id, other);
      case 6 -> new LineRequest.SwapHold(header, id, other);
      default -> new LineRequest.BlindTransfer(header, id, "12");
    };
  }

  private CallId created(Scene scene, LineRequest.Header header) {
    CallId id = scene.newCall();
    createdBy.put(id, header.key());
    return id;
  }

  private static LineRequest notice(LineRequest.Header header, CallId id, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new LineRequest.OpenLine(header);
      case 1 -> new LineRequest.CloseLine(header);
      default -> new LineRequest.CloseCall(header, id);
    };
  }

  private LineRequest pickup(Scene scene, LineRequest.Header header) {
    CallId id = scene.newCall();
    createdBy.put(id, header.key());
    return new LineRequest.Pickup(header, id, "102");
  }

  private LineRequest make(Scene scene, LineRequest.Header header, Random random) {
    CallId id = scene.newCall();
    createdBy.put(id, header.key());
    String target = List.of("101", "0891234567", "", "12;", "bad").get(random.nextInt(5));
    return new LineRequest.MakeCall(header, id, target);
  }

  private CallId anyCall(Scene scene, Random random) {
    List<CallId> all = new ArrayList<>(scene.living().keySet());
    all.addAll(createdBy.keySet());
    all.add(new CallId(99));
    return all.get(random.nextInt(all.size()));
  }
}
