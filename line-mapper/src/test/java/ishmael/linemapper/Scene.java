package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhoneState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapper with users, a clock that a test moves, and a record of all effects. */
final class Scene {
  static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");
  static final Caller KNOWN = new Caller.Known("S-1-5-21-1-2-3-1001", 3);
  static final Caller NOBODY = new Caller.Nobody(1725);
  static final User AHAB =
      user("ahab", "Captain Ahab", "101", phone("Snom A", EnumSet.allOf(Capability.class)));
  static final User STARBUCK =
      user("starbuck", "Starbuck", "102", phone("Snom B", EnumSet.allOf(Capability.class)));
  static final User ISHMAEL =
      user("ishmael", "Ishmael", "104", phone("Plain I", Set.of(Capability.DIAL)));
  static final Party CHANDLERS = new Party("Nantucket Chandlers", "0015085550100");

  final LineMapper mapper;
  Instant now = BEGIN;
  final List<Effect> all = new ArrayList<>();
  private List<Effect> last = List.of();
  private int requests;
  private long calls;

  Scene(LineMapper mapper) {
    this.mapper = mapper;
  }

  /** Ahab and Starbuck have lines, Ishmael has none; the link is up. */
  static Scene inService() {
    return inService(1000);
  }

  /** As above, with call ids of its own. */
  static Scene inService(long firstCallId) {
    Scene scene =
        new Scene(new LineMapper(LineMapperOptions.of("mobydick", firstCallId, Map.of())));
    scene.users(List.of(AHAB, STARBUCK, ISHMAEL), AHAB, STARBUCK);
    scene.note(scene.mapper.inService(scene.now));
    return scene;
  }

  static LineMapperOptions options() {
    return LineMapperOptions.of("mobydick", 1000, Map.of());
  }

  static Phone phone(String name, Set<Capability> capabilities) {
    return new Phone(new DeviceName(name), "Snom Phone", capabilities);
  }

  static User user(String name, String displayName, String extension, Phone... phones) {
    return new User(
        new UserName(name),
        name,
        displayName,
        Optional.of(new Extension(extension)),
        List.of(phones));
  }

  Scene users(List<User> everybody, User... selected) {
    Set<UserName> names = new java.util.HashSet<>();
    for (User user : selected) {
      names.add(user.name());
    }
    return note(mapper.users(now, everybody, names));
  }

  Scene note(List<Effect> effects) {
    last = effects;
    all.addAll(effects);
    return this;
  }

  Scene event(PhoneEvent event) {
    return note(mapper.event(now, event));
  }

  Scene inbound(ChannelEventType type, String channel) {
    return event(in(channel).event(type));
  }

  Scene outbound(ChannelEventType type, String channel) {
    return event(out(channel).event(type));
  }

  Scene presence(User user, PhoneState state) {
    return event(new PhoneEvent.PhonePresence(user.name(), state));
  }

  Scene outcome(CommandOutcome outcome) {
    return outcome(lastCommand().id(), outcome);
  }

  Scene outcome(CommandId id, CommandOutcome outcome) {
    return note(mapper.outcome(now, id, outcome));
  }

  Scene success() {
    return outcome(new CommandOutcome.Success("Ok"));
  }

  Scene failure(String text) {
    return outcome(new CommandOutcome.Failure(text));
  }

  /** Lets time pass; timers fire when they are due. */
  Scene pass(Duration time) {
    Instant end = now.plus(time);
    List<Effect> effects = new ArrayList<>();
    Optional<Instant> next = mapper.nextTime();
    while (next.isPresent() && !next.get().isAfter(end)) {
      now = next.get().isAfter(now) ? next.get() : now;
      effects.addAll(mapper.time(now));
      next = mapper.nextTime();
    }
    now = end;
    return note(effects);
  }

  // What a program asks.

  LineRequest.Header header(User user, Caller caller) {
    return new LineRequest.Header(new RequestKey(1, ++requests), caller, line(user));
  }

  LineRequest.Header header(User user) {
    return header(user, KNOWN);
  }

  LineRequest.Header notice(User user) {
    return new LineRequest.Header(new RequestKey(1, 0), NOBODY, line(user));
  }

  CallId newCall() {
    return new CallId(Long.MIN_VALUE | ++calls);
  }

  Scene request(LineRequest request) {
    return note(mapper.request(now, request));
  }

  CallId makeCall(User user, String target) {
    CallId id = newCall();
    request(new LineRequest.MakeCall(header(user), id, target));
    return id;
  }

  Scene drop(User user, CallId call, Caller caller) {
    return request(new LineRequest.Drop(header(user, caller), call));
  }

  Scene openLine(User user, Caller caller) {
    return request(
        new LineRequest.OpenLine(new LineRequest.Header(new RequestKey(1, 0), caller, line(user))));
  }

  Scene close(User user, CallId call) {
    return request(new LineRequest.CloseCall(notice(user), call));
  }

  LineId line(User user) {
    return Optional.ofNullable(mapper.lineIds().get(user.name())).orElseThrow();
  }

  // What came of it.

  List<Effect> last() {
    return last;
  }

  /** The last effects in short: {@code OFFERING}, {@code ok}, {@code !NODEVICE}, a command. */
  List<String> told() {
    return last.stream().map(Scene::text).toList();
  }

  static String text(Effect effect) {
    return effect.fold(
        send -> send.command().toString(),
        answered -> answered.error().map(error -> "!" + error).orElse("ok"),
        line -> "line " + line.line().name(),
        gone -> "gone " + gone.line(),
        call -> stateOf(call.call()),
        ask -> "ask " + ask.deviceOrExtension());
  }

  static String stateOf(CallView call) {
    if (call.state() != CallState.DISCONNECTED) {
      return call.state().name();
    }
    return "DISCONNECTED(" + DisconnectMode.ofCode(call.mode()).orElseThrow() + ")";
  }

  CallView lastCall() {
    return all.stream()
        .filter(Effect.CallShown.class::isInstance)
        .map(effect -> ((Effect.CallShown) effect).call())
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** Returns the call that was shown for the first time last. */
  CallId newest() {
    return all.stream()
        .filter(Effect.CallShown.class::isInstance)
        .map(effect -> ((Effect.CallShown) effect).call().id())
        .distinct()
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  Effect.Send lastCommand() {
    return all.stream()
        .filter(Effect.Send.class::isInstance)
        .map(Effect.Send.class::cast)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  List<String> states(CallId id) {
    return all.stream()
        .filter(Effect.CallShown.class::isInstance)
        .map(effect -> ((Effect.CallShown) effect).call())
        .filter(call -> call.id().equals(id))
        .map(Scene::stateOf)
        .distinct()
        .toList();
  }

  CallView call(CallId id) {
    return mapper.calls().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  Map<CallId, CallState> living() {
    Map<CallId, CallState> living = new LinkedHashMap<>();
    mapper.calls().forEach(call -> living.put(call.id(), call.state()));
    return living;
  }

  // Events, field by field.

  static EventDraft in(String channel) {
    return new EventDraft(channel, false, CHANDLERS, new Party("Captain Ahab", "101"), "Snom A");
  }

  static EventDraft out(String channel) {
    return new EventDraft(channel, true, new Party("Captain Ahab", "101"), CHANDLERS, "Snom A");
  }

  /** A channel event in the making. */
  static final class EventDraft {
    private final String channel;
    private final boolean outbound;
    private Party source;
    private Party target;
    private String device;
    private boolean internal;
    private String details = "";
    private Optional<Instant> busySince = Optional.empty();
    private Optional<Channel> ref = Optional.empty();
    private Party from = Party.NONE;
    private List<Label> labels = List.of();

    EventDraft(String channel, boolean outbound, Party source, Party target, String device) {
      this.channel = channel;
      this.outbound = outbound;
      this.source = source;
      this.target = target;
      this.device = device;
    }

    EventDraft source(String name, String number) {
      source = new Party(name, number);
      return this;
    }

    EventDraft target(String name, String number) {
      target = new Party(name, number);
      return this;
    }

    EventDraft device(String name) {
      device = name;
      return this;
    }

    EventDraft internal() {
      internal = true;
      return this;
    }

    EventDraft details(String text) {
      details = text;
      return this;
    }

    EventDraft talkingSince(Instant since) {
      busySince = Optional.of(since);
      return this;
    }

    EventDraft ref(String other) {
      ref = Optional.of(new Channel(other));
      return this;
    }

    EventDraft from(String name, String number) {
      from = new Party(name, number);
      return this;
    }

    EventDraft label(String name, boolean visible) {
      labels = new ArrayList<>(labels);
      labels.add(new Label("id", name, "generic", "1", visible));
      return this;
    }

    ChannelEvent event(ChannelEventType type) {
      return new ChannelEvent(
          type,
          new Channel(channel),
          details,
          outbound,
          internal,
          source,
          target,
          busySince,
          ref,
          device.isEmpty() ? Optional.empty() : Optional.of(new DeviceName(device)),
          from,
          labels);
    }
  }
}
