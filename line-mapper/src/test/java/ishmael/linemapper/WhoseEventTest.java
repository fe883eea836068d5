package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhoneState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random days in an office where people change desks in mid call, while the directory answers late,
 * twice or not at all: whose every event is, is judged by {@link HotDesks}.
 */
class WhoseEventTest {
  private record Question(Instant due, int user, int tries) {}

  private Random random = new Random();
  private HotDesks office = new HotDesks(random);
  private Scene scene = Scene.inService();
  private int bound;
  private final PriorityQueue<Question> questions =
      new PriorityQueue<>(Comparator.comparing(Question::due));
  private final Map<String, HotDesks.Leg> byPeer = new HashMap<>();
  private final Map<CallId, Integer> latest = new HashMap<>();
  private final Map<String, Set<Integer>> seen = new HashMap<>();
  private int checked;
  private long told;

  @Property(tries = 400)
  void calls_peopleChangeDesks_eachEventReachesItsUserOnceAndInOrder(@ForAll long seed) {
    begin(seed);
    for (int i = 0; i < 120; i++) {
      step();
      check();
    }
    settle();
    assertThat(waiting()).as("nothing waits in the end").isZero();
    assertThat(scene.living()).as("no call is stuck").isEmpty();
    assertThat(scene.mapper.nextTime()).isEmpty();
    assertThat(lost()).as("what is not shown is counted").isLessThanOrEqualTo(dropped());
  }

  private void begin(long seed) {
    random = new Random(seed);
    office = new HotDesks(random);
    bound = random.nextInt(4) == 0 ? 6 : 1024;
    scene = new Scene(new LineMapper(options(bound)));
    questions.clear();
    byPeer.clear();
    latest.clear();
    seen.clear();
    checked = 0;
    told = 0;
    tellDirectory();
    scene.note(scene.mapper.inService(scene.now));
  }

  private static LineMapperOptions options(int maxHeldBack) {
    LineMapperOptions usual = Scene.options();
    return new LineMapperOptions(
        usual.domain(),
        usual.firstCallId(),
        usual.rememberedIds(),
        usual.answerLimit(),
        usual.commandLimit(),
        usual.keyLimit(),
        usual.dropDelay(),
        usual.quietLimit(),
        usual.presenceLimit(),
        usual.ringingLimit(),
        usual.ringLimit(),
        usual.reconnectDelay(),
        usual.settleLimit(),
        usual.heldBackLimit(),
        usual.maxCallsPerLine(),
        maxHeldBack);
  }

  private void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> office.begin().forEach(this::tellFirst);
      case 3, 4, 5, 6, 7, 8 -> tellNext();
      case 9, 10 -> move();
      case 11, 12, 13 -> pass(Duration.ofMillis(random.nextInt(3000)));
      case 14 -> presence();
      default -> disturb();
    }
  }

  private void tellFirst(HotDesks.Leg leg) {
    byPeer.put(leg.peer, leg);
    tell(leg);
  }

  private void tellNext() {
    if (!office.living.isEmpty()) {
      tell(office.living.get(random.nextInt(office.living.size())));
    }
  }

  private void tell(HotDesks.Leg leg) {
    told++;
    PhoneEvent.ChannelEvent event = office.next(leg);
    scene.event(event);
    if (event.type() == ChannelEventType.HANGUP && random.nextInt(8) == 0) {
      told++;
      scene.event(office.late(leg));
    }
  }

  private void move() {
    int phone = random.nextInt(HotDesks.PHONES);
    Integer before = office.ownerOf(phone);
    Integer next = random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(HotDesks.USERS));
    if (next != null && next.equals(before)) {
      return;
    }
    office.move(phone, next);
    if (next != null) {
      scene.event(new PhoneEvent.PhonesMoved(Set.of(HotDesks.device(phone))));
      ask(next, 0);
    }
    if (before != null) {
      ask(before, 0);
    }
  }

  private void ask(int user, int tries) {
    Duration delay = tries == 0 ? Duration.ofMillis(random.nextInt(4000)) : Duration.ofSeconds(15);
    questions.add(new Question(scene.now.plus(delay), user, tries));
  }

  private void presence() {
    int user = random.nextInt(HotDesks.USERS);
    PhoneState state = List.of(PhoneState.values()).get(random.nextInt(3));
    scene.event(new PhoneEvent.PhonePresence(HotDesks.name(user), state));
  }

  private void disturb() {
    if (random.nextInt(3) > 0) {
      tellDirectory();
      return;
    }
    scene.note(scene.mapper.outOfService(scene.now, "down"));
    scene.note(scene.mapper.inService(scene.now));
  }

  private void tellDirectory() {
    Set<UserName> selected = new HashSet<>();
    IntStream.range(0, HotDesks.USERS)
        .filter(user -> user != HotDesks.OUTSIDER)
        .forEach(user -> selected.add(HotDesks.name(user)));
    scene.note(scene.mapper.users(scene.now, office.users(), selected));
  }

  /** Time passes, and with it answers arrive, some twice; lost ones are asked for again. */
  private void pass(Duration time) {
    Instant end = scene.now.plus(time);
    while (!questions.isEmpty() && !questions.peek().due().isAfter(end)) {
      Question question = questions.remove();
      scene.pass(Duration.between(scene.now, question.due()));
      check();
      if (question.tries() < 2 && random.nextInt(6) == 0) {
        ask(question.user(), question.tries() + 1);
      } else {
        office.answer(question.user());
        tellDirectory();
        check();
        if (random.nextInt(6) == 0) {
          tellDirectory();
        }
      }
    }
    scene.pass(Duration.between(scene.now, end));
  }

  /** The rules that hold at any time. */
  private void check() {
    for (; checked < scene.all.size(); checked++) {
      Effect effect = scene.all.get(checked);
      if (effect instanceof Effect.CallShown shown) {
        check(shown.call());
      } else if (effect instanceof Effect.AskDirectory) {
        IntStream.range(0, HotDesks.USERS).forEach(user -> ask(user, 0));
      }
    }
    assertThat(waiting()).as("events that wait").isBetween(0L, (long) bound);
  }

  private void check(CallView call) {
    if (call.origin() == CallOrigin.CONFERENCE) {
      return; // stands for two calls that are checked themselves
    }
    boolean outbound = call.origin() == CallOrigin.OUTBOUND;
    CallParty peer = outbound ? call.called() : call.caller();
    HotDesks.Leg leg = Optional.ofNullable(byPeer.get(peer.number())).orElseThrow();
    LineId line = scene.mapper.lineIds().get(HotDesks.name(leg.owner));
    assertThat(call.line()).as("%s of %s", leg.channel, HotDesks.name(leg.owner)).isEqualTo(line);
    if (!leg.fork) {
      int number = Integer.parseInt(peer.name().substring(1));
      assertThat(number).as("order in %s", call.id()).isGreaterThanOrEqualTo(latest(call.id()));
      latest.put(call.id(), number);
      seen.computeIfAbsent(leg.channel, name -> new HashSet<>()).add(number);
    }
  }

  private int latest(CallId call) {
    return latest.getOrDefault(call, 0);
  }

  private long waiting() {
    MapperCounters now = scene.mapper.counters();
    return told - now.placed() - now.ignored() - dropped();
  }

  private long dropped() {
    MapperCounters now = scene.mapper.counters();
    return now.droppedUnknown() + now.droppedOverflow() + now.droppedLate();
  }

  /** How many events of users with a line were never shown; a hang-up shows nothing new. */
  private long lost() {
    return office.all.stream()
        .filter(leg -> !leg.fork && leg.owner != HotDesks.OUTSIDER)
        .mapToLong(
            leg -> {
              int beforeHangup = office.living.contains(leg) ? leg.told : leg.told - 1;
              Set<Integer> shown = seen.getOrDefault(leg.channel, Set.of());
              return IntStream.range(0, beforeHangup).filter(n -> !shown.contains(n)).count();
            })
        .sum();
  }

  /** Some hang-ups are lost; then the directory is complete and all phones are free. */
  private void settle() {
    for (HotDesks.Leg leg : new ArrayList<>(office.living)) {
      while (random.nextInt(5) > 0 && office.living.contains(leg)) {
        tell(leg);
        check();
      }
    }
    pass(Duration.ofMinutes(2));
    IntStream.range(0, HotDesks.USERS).forEach(office::answer);
    tellDirectory();
    for (int user = 0; user < HotDesks.USERS; user++) {
      scene.event(new PhoneEvent.PhonePresence(HotDesks.name(user), PhoneState.FREE));
    }
    pass(Duration.ofMinutes(11));
    check();
  }
}
