package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ahab's phone, with the phone system behind it: does what its keys say, and tells. */
final class NaivePhone {
  /** What the phone does with a channel. */
  enum Doing {
    RINGS,
    DIALS,
    TALKS,
    HOLDS
  }

  private static final class Line {
    final boolean outbound;
    final String number;
    Doing doing;

    Line(boolean outbound, String number, Doing doing) {
      this.outbound = outbound;
      this.number = number;
      this.doing = doing;
    }
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** Not told yet, in order. */
  final Deque<ChannelEvent> untold = new ArrayDeque<>();

  private int channels;

  /** Returns what the phone does with each channel. */
  Map<String, Doing> doing() {
    Map<String, Doing> all = new LinkedHashMap<>();
    lines.forEach((channel, line) -> all.put(channel, line.doing));
    return all;
  }

  List<String> channels() {
    return List.copyOf(lines.keySet());
  }

  private void tell(String channel, ChannelEventType type) {
    Line line = Optional.ofNullable(lines.get(channel)).orElseThrow();
    Scene.EventDraft draft = line.outbound ? Scene.out(channel) : Scene.in(channel);
    untold.add(
        (line.outbound ? draft.target("", line.number) : draft.source("", line.number))
            .event(type));
  }

  private void become(String channel, Doing doing, ChannelEventType type) {
    Optional.ofNullable(lines.get(channel)).orElseThrow().doing = doing;
    tell(channel, type);
  }

  private Optional<String> newest(Doing doing) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getValue().doing == doing)
        .map(Map.Entry::getKey)
        .reduce((older, newer) -> newer);
  }

  private void holdOthers() {
    for (String channel : channels()) {
      if (doing().get(channel) == Doing.TALKS) {
        become(channel, Doing.HOLDS, ChannelEventType.HOLD);
      }
    }
  }

  // What others do.

  void ring(String number) {
    String channel = "in" + ++channels;
    lines.put(channel, new Line(false, number, Doing.RINGS));
    tell(channel, ChannelEventType.RINGING);
  }

  void farEndAnswers() {
    newest(Doing.DIALS).ifPresent(c -> become(c, Doing.TALKS, ChannelEventType.BUSY));
  }

  void hangUp(String channel) {
    tell(channel, ChannelEventType.HANGUP);
    lines.remove(channel);
  }

  // What the person or a command does; each says whether it could be done.

  boolean obey(PhoneCommand command) {
    return command.fold(
        dial -> dial(dial.target()),
        hangup -> knownThen(hangup.channel(), this::hangUp),
        offhook -> answer(),
        hold -> pressHold(),
        pickup -> false,
        transfer -> knownThen(transfer.channel(), this::leave),
        key -> pressTransfer(),
        key -> pressConference());
  }

  private boolean knownThen(Channel channel, java.util.function.Consumer<String> action) {
    boolean known = lines.containsKey(channel.value());
    if (known) {
      action.accept(channel.value());
    }
    return known;
  }

  boolean dial(String number) {
    holdOthers();
    String channel = "out" + ++channels;
    lines.put(channel, new Line(true, number, Doing.DIALS));
    tell(channel, ChannelEventType.RINGING);
    return true;
  }

  boolean answer() {
    Optional<String> ringing = newest(Doing.RINGS);
    if (ringing.isPresent()) {
      holdOthers();
      become(ringing.get(), Doing.TALKS, ChannelEventType.BUSY);
    }
    return ringing.isPresent();
  }

  boolean pressHold() {
    Optional<String> talking = newest(Doing.TALKS);
    if (talking.isPresent()) {
      become(talking.get(), Doing.HOLDS, ChannelEventType.HOLD);
      return true;
    }
    Optional<String> held = newest(Doing.HOLDS);
    held.ifPresent(channel -> become(channel, Doing.TALKS, ChannelEventType.UNHOLD));
    return held.isPresent();
  }

  private void leave(String channel) {
    boolean rings = doing().get(channel) == Doing.RINGS;
    tell(channel, rings ? ChannelEventType.REDIRECT : ChannelEventType.TRANSFER);
    hangUp(channel);
  }

  boolean pressTransfer() {
    return joint()
        .map(
            both -> {
              tell(both.get(0), ChannelEventType.TRANSFER);
              both.forEach(this::hangUp);
              return true;
            })
        .orElse(false);
  }

  boolean pressConference() {
    Optional<List<String>> both = joint().filter(pair -> doing().get(pair.get(1)) == Doing.TALKS);
    both.ifPresent(pair -> become(pair.get(0), Doing.TALKS, ChannelEventType.UNHOLD));
    return both.isPresent();
  }

  /** The held and the active call. */
  private Optional<List<String>> joint() {
    Optional<String> held = newest(Doing.HOLDS);
    Optional<String> active = newest(Doing.TALKS).or(() -> newest(Doing.DIALS));
    if (held.isEmpty() || active.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ArrayList<>(List.of(held.get(), active.get())));
  }
}
