package ishmael.linemapper;

import com.google.common.collect.LinkedListMultimap;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of channels that nobody is known to own, waiting in order for the directory.
 *
 * <p>When too many wait, the oldest go: the newest of a channel say where it stands.
 */
final class HeldBack {
  private static final int MAX_PER_CHANNEL = 16;
  private static final int MAX_STRANGERS = 1024;

  /** How long a name is not asked for again that the directory did not know. */
  private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(60);

  private final Board board;
  private final LinkedListMultimap<Channel, Waiting> waiting = LinkedListMultimap.create();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Instant> strangers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_STRANGERS;
        }
      };
  private Deadlines.@Nullable Timer timer;

  private record Waiting(Instant since, ChannelEvent event) {}

  HeldBack(Board board) {
    this.board = board;
  }

  /** Keeps an event until the directory was asked, or drops it if that was in vain before. */
  void hold(Turn turn, ChannelEvent event) {
    Channel channel = event.channel();
    boolean first = !waiting.containsKey(channel);
    if (first && event.type() == PhoneEvent.ChannelEventType.HANGUP) {
      return; // the end of what was never seen
    }
    String name = nameOf(event);
    Instant lately = strangers.get(name);
    if (name.isEmpty() || (lately != null && turn.now().isBefore(lately.plus(ASKED_IN_VAIN)))) {
      board.counters.droppedUnknown++;
      return;
    }
    makeRoom(channel);
    forgetNames();
    waiting.put(channel, new Waiting(turn.now(), event));
    board.counters.heldBack++;
    if (asked.add(name)) {
      turn.add(new Effect.AskDirectory(name));
    }
    watch();
  }

  private static String nameOf(ChannelEvent event) {
    String extension = event.outbound() ? event.source().number() : event.target().number();
    return event.device().map(DeviceName::value).orElse(extension);
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
    waiting
        .entries()
        .removeIf(
            entry -> {
              boolean old = !entry.getValue().since().isAfter(limit);
              if (old) {
                drop(turn, entry.getValue().event());
              }
              return old;
            });
    forgetNames();
    watch();
  }

  /** Names are kept for what waits, and even then not without bound. */
  private void forgetNames() {
    if (waiting.isEmpty() || asked.size() > board.options.maxHeldBack()) {
      asked.clear();
    }
  }

  /** Drops an event that the directory can not help with. */
  void drop(Turn turn, ChannelEvent event) {
    board.counters.droppedUnknown++;
    String name = nameOf(event);
    asked.remove(name);
    strangers.put(name, turn.now());
  }

  boolean holds(Channel channel) {
    return !waiting.isEmpty() && waiting.containsKey(channel);
  }

  /** Takes the events of one channel out, oldest first. */
  List<ChannelEvent> take(Channel channel) {
    List<ChannelEvent> events = waiting.removeAll(channel).stream().map(Waiting::event).toList();
    forgetNames();
    return events;
  }

  /** Takes all events out, oldest first; names may be asked for anew. */
  List<ChannelEvent> takeAll() {
    List<ChannelEvent> all = new ArrayList<>(waiting.size());
    waiting.values().forEach(each -> all.add(each.event()));
    waiting.clear();
    asked.clear();
    board.deadlines.cancel(timer);
    timer = null;
    return all;
  }
}
