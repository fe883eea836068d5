package ishmael.linemapper;

import com.google.common.collect.LinkedListMultimap;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of channels that nobody is known to own, waiting in order for the directory. Those that it
 * does not explain within the limit are dropped: an answer may be about something else, so the
 * first one decides nothing.
 *
 * <p>When too many wait, the oldest go: the newest of a channel say where it stands.
 */
final class HeldBack {
  private static final int MAX_PER_CHANNEL = 16;
  private static final int MAX_NAMES = 1024;

  /** How long a name is not asked for again that the directory did not know. */
  private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(60);

  private final Board board;
  private final Ownership ownership;
  private final LinkedListMultimap<Channel, Waiting> waiting = LinkedListMultimap.create();

  /** When a name was asked for last. */
  private final Map<String, Instant> asked = recent();

  /** When a name was asked for in vain. */
  private final Map<String, Instant> strangers = recent();

  private Deadlines.@Nullable Timer timer;

  private record Waiting(Instant since, ChannelEvent event) {}

  HeldBack(Board board, Ownership ownership) {
    this.board = board;
    this.ownership = ownership;
  }

  private static Map<String, Instant> recent() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
        return size() > MAX_NAMES;
      }
    };
  }

  /** Keeps an event until the directory was asked, or drops it if that was in vain before. */
  void hold(Turn turn, ChannelEvent event) {
    Channel channel = event.channel();
    if (!waiting.containsKey(channel) && !isWorthWaiting(turn, event)) {
      board.counters.droppedUnknown++;
      ownership.done(turn, event);
      return;
    }
    makeRoom(channel);
    waiting.put(channel, new Waiting(turn.now(), event));
    board.counters.heldBack++;
    ask(turn, event, board.options.heldBackLimit());
    watch();
  }

  /** What belongs to events that wait already always waits with them: it may be their end. */
  private boolean isWorthWaiting(Turn turn, ChannelEvent event) {
    String name = nameOf(event);
    if (event.type() == PhoneEvent.ChannelEventType.HANGUP || name.isEmpty()) {
      return false;
    }
    Instant lately = strangers.get(name);
    return lately == null
        || !turn.now().isBefore(lately.plus(ASKED_IN_VAIN))
        || event.device().filter(phone -> board.moving.isInDoubt(phone, turn.now())).isPresent();
  }

  /** Asks for the phone of an event that was placed without the phone's help. */
  void askForPhone(Turn turn, ChannelEvent event) {
    ask(turn, event, ASKED_IN_VAIN);
  }

  private void ask(Turn turn, ChannelEvent event, Duration pause) {
    String name = nameOf(event);
    Instant before = asked.get(name);
    if (!name.isEmpty() && (before == null || !turn.now().isBefore(before.plus(pause)))) {
      asked.remove(name);
      asked.put(name, turn.now());
      turn.add(new Effect.AskDirectory(name));
    }
  }

  private static String nameOf(ChannelEvent event) {
    return event.device().map(DeviceName::value).orElseGet(() -> Ownership.extensionOf(event));
  }

  private void makeRoom(Channel channel) {
    if (waiting.get(channel).size() >= MAX_PER_CHANNEL) {
      waiting.get(channel).remove(0);
      board.counters.droppedOverflow++;
    } else if (waiting.size() >= board.options.maxHeldBack()) {
      Map.Entry<Channel, Waiting> oldest = waiting.entries().get(0);
      waiting.get(oldest.getKey()).remove(0);
      board.counters.droppedOverflow++;
    }
  }

  private void watch() {
    if (timer == null && !waiting.isEmpty()) {
      Instant oldest = waiting.entries().get(0).getValue().since();
      timer = board.deadlines.at(oldest.plus(board.options.heldBackLimit()), this::timeOver);
    }
  }

  private void timeOver(Turn turn) {
    timer = null;
    Instant limit = turn.now().minus(board.options.heldBackLimit());
    List<ChannelEvent> old = new ArrayList<>();
    waiting
        .values()
        .removeIf(
            each -> {
              boolean over = !each.since().isAfter(limit);
              if (over) {
                old.add(each.event());
              }
              return over;
            });
    old.forEach(event -> drop(turn, event));
    watch();
  }

  private void drop(Turn turn, ChannelEvent event) {
    board.counters.droppedUnknown++;
    ownership.done(turn, event);
    String name = nameOf(event);
    asked.remove(name);
    strangers.remove(name);
    strangers.put(name, turn.now());
  }

  /** These phones have a new user: it is worth while to ask for them again. */
  void moved(Collection<DeviceName> phones) {
    for (DeviceName phone : phones) {
      asked.remove(phone.value());
      strangers.remove(phone.value());
    }
  }

  boolean holds(Channel channel) {
    return !waiting.isEmpty() && waiting.containsKey(channel);
  }

  /** Returns all events, oldest first. */
  List<ChannelEvent> all() {
    return waiting.values().stream().map(Waiting::event).toList();
  }

  /** Takes the events of some channels out, oldest first. */
  List<ChannelEvent> take(Collection<Channel> channels) {
    List<ChannelEvent> taken = new ArrayList<>();
    for (Map.Entry<Channel, Waiting> entry : waiting.entries()) {
      if (channels.contains(entry.getKey())) {
        taken.add(entry.getValue().event());
      }
    }
    waiting.keySet().removeAll(channels);
    if (waiting.isEmpty()) {
      board.deadlines.cancel(timer);
      timer = null;
    }
    return taken;
  }

  /** The link is down: nothing that waits is worth anything any more. */
  void linkLost() {
    board.counters.droppedUnknown += waiting.size();
    waiting.clear();
    asked.clear();
    board.deadlines.cancel(timer);
    timer = null;
  }
}
