package ishmael.linemapper;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All calls, found by id and by channel, and how they are shown and ended. */
final class Calls {
  private static final int MAX_REMEMBERED = 2048;
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Deadlines deadlines;
  private final Answers answers;
  private final Map<CallId, Call> byId = new LinkedHashMap<>();
  private final Map<Channel, Call> byChannel = new HashMap<>();
  private final Map<CallId, Boolean> endedIds = recent();
  private final Map<Channel, Ended> endedChannels = recent();
  private final Multiset<Integer> tapiIds = HashMultiset.create();
  final List<CallWatcher> watchers = new ArrayList<>(4);
  private long nextId;
  private int nextTapiId;

  /** A channel whose hang-up was seen. */
  private record Ended(Instant at, int callId) {}

  Calls(LineMapperOptions options, Deadlines deadlines, Answers answers) {
    this.deadlines = deadlines;
    this.answers = answers;
    this.nextId = options.firstCallId();
    this.nextTapiId = (int) options.firstCallId();
  }

  private static <K, V> Map<K, V> recent() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }

  /** Makes a call that nobody knows of yet. */
  Call create(Turn turn, CallId id, Line line, boolean outbound, CallState state) {
    Call call = new Call(id, line, outbound, state, turn.now());
    byId.put(id, call);
    line.calls.add(call);
    setTapiId(call, freeTapiId());
    return call;
  }

  /** Returns an id that no call has; bit 63 stays clear. */
  CallId freeId() {
    CallId id;
    do {
      id = new CallId(nextId);
      nextId = nextId == Long.MAX_VALUE ? 1 : nextId + 1;
    } while (byId.containsKey(id) || endedIds.containsKey(id));
    return id;
  }

  private int freeTapiId() {
    int id;
    do {
      id = nextTapiId++;
    } while (id == 0 || tapiIds.contains(id));
    return id;
  }

  void setTapiId(Call call, int id) {
    tapiIds.remove(call.callId);
    call.callId = id;
    tapiIds.add(id);
  }

  Optional<Call> byId(CallId id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Nullable Call byChannel(Channel channel) {
    return byChannel.get(channel);
  }

  boolean hasEnded(CallId id) {
    return endedIds.containsKey(id);
  }

  boolean hasEndedLately(Channel channel, Instant now) {
    Ended ended = endedChannels.get(channel);
    return ended != null && now.isBefore(ended.at().plus(LATE));
  }

  /** Returns LINECALLINFO.dwCallID of the call that a channel has, or had lately. */
  Optional<Integer> tapiIdOf(Channel channel) {
    Call call = byChannel.get(channel);
    if (call != null) {
      return Optional.of(call.callId);
    }
    return Optional.ofNullable(endedChannels.get(channel)).map(Ended::callId);
  }

  void bind(Call call, Channel channel) {
    call.channel = channel;
    call.memo = null;
    byChannel.put(channel, call);
  }

  /** The call rings at one more phone. */
  void fork(Call call, Leg leg) {
    call.forks.add(leg);
    byChannel.put(leg.channel(), call);
  }

  void unfork(Call call, Channel channel) {
    if (call.forks.removeIf(leg -> leg.channel().equals(channel))) {
      byChannel.remove(channel, call);
    }
    if (call.forks.isEmpty()) {
      deadlines.cancel(call.release);
      call.release = null;
    }
  }

  /** Keeps the latest event of a phone at which the call rings. */
  void refork(Call call, ChannelEvent event) {
    call.forks.replaceAll(
        leg ->
            leg.channel().equals(event.channel())
                ? new Leg(leg.channel(), leg.device(), event)
                : leg);
  }

  /** Lets another channel stand for the call; the one that did rings beside it. */
  void exchange(Call call, Channel next) {
    Channel channel = call.channel;
    DeviceName device = call.device;
    ChannelEvent opening = call.opening;
    for (Leg leg : List.copyOf(call.forks)) {
      if (leg.channel().equals(next)) {
        call.forks.remove(leg);
        call.channel = next;
        call.device = leg.device();
        call.memo = null;
        if (channel != null && device != null && opening != null) {
          call.forks.add(new Leg(channel, device, opening));
        }
      }
    }
  }

  void unbind(Call call) {
    call.forks.forEach(leg -> byChannel.remove(leg.channel(), call));
    call.forks.clear();
    if (call.channel != null) {
      byChannel.remove(call.channel, call);
      call.channel = null;
      call.memo = null;
    }
  }

  /** Gives a call the id that a provider knows it by. */
  void rename(Call call, CallId id) {
    byId.remove(call.id);
    endedIds.put(call.id, true);
    call.id = id;
    call.shown = null;
    byId.put(id, call);
  }

  /**
   * Shows a call if programs may see it and it looks different now, and what that changes for the
   * other calls of its line.
   */
  void show(Turn turn, Call call) {
    showAlone(turn, call);
    showOthers(turn, call);
  }

  private void showOthers(Turn turn, Call call) {
    if (call.line.calls.size() > 1 || call.over) {
      for (Call other : List.copyOf(call.line.calls)) {
        if (other != call && isOutdated(other)) {
          showAlone(turn, other);
        }
      }
    }
  }

  /** What can be asked of a call, or what it belongs to, may depend on another call. */
  private static boolean isOutdated(Call call) {
    CallView shown = call.shown;
    return shown != null
        && (shown.state() != call.state || !shown.features().equals(CallFeatures.of(call)));
  }

  private void showAlone(Turn turn, Call call) {
    if (!call.visible()) {
      return;
    }
    CallView view = CallViews.of(call);
    if (!view.equals(call.shown)) {
      call.shown = view;
      turn.add(new Effect.CallShown(view));
    }
  }

  void enter(Turn turn, Call call, CallState state) {
    call.enter(state, CallStates.modeOf(state), turn.now());
    show(turn, call);
  }

  /** Ends a call: programs see why, and then that it is idle. */
  void end(Turn turn, Call call, DisconnectMode why) {
    Hangup hangup = call.hangup;
    if (hangup != null) {
      hangup.callEnded(turn, deadlines, answers);
    }
    call.enter(CallState.DISCONNECTED, why.code(), turn.now());
    showAlone(turn, call);
    call.enter(CallState.IDLE, CallStates.modeOf(CallState.IDLE), turn.now());
    showAlone(turn, call);
    forget(call);
    KeyPress press = call.pressed;
    if (press != null) {
      press.goOn(turn, Optional.of(LineError.INVALCALLSTATE));
    }
    watchers.forEach(watcher -> watcher.ended(turn, call));
    showOthers(turn, call);
  }

  /** An event of a call that goes on was taken. */
  void heard(Turn turn, Call call, ChannelEvent event) {
    watchers.forEach(watcher -> watcher.heard(turn, call, event));
  }

  /** Removes a call without a word. */
  void forget(Call call) {
    call.over = true;
    unbind(call);
    byId.remove(call.id);
    endedIds.put(call.id, true);
    tapiIds.remove(call.callId);
    call.line.calls.remove(call);
    deadlines.cancel(call.watch);
    deadlines.cancel(call.release);
    deadlines.cancel(call.settling);
    deadlines.cancel(call.reconnect);
    deadlines.cancel(call.stay);
  }

  void rememberHangup(Channel channel, int callId, Instant now) {
    endedChannels.put(channel, new Ended(now, callId));
  }

  void forgetHangups() {
    endedChannels.clear();
  }

  List<Call> all() {
    return new ArrayList<>(byId.values());
  }

  List<CallView> views() {
    return byId.values().stream().filter(Call::visible).map(CallViews::of).toList();
  }
}
