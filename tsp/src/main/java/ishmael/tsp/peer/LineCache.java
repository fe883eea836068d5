package ishmael.tsp.peer;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.peer.LineEvent.LineAdded;
import ishmael.tsp.peer.LineEvent.LineChanged;
import ishmael.tsp.peer.LineEvent.LineInService;
import ishmael.tsp.peer.LineEvent.LineOutOfService;
import ishmael.tsp.peer.LineEvent.LineRemoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A peer's lines and calls. Each method that changes them returns what TAPI has to hear of it. Not
 * thread-safe.
 */
final class LineCache {
  private static final int MAX_LINES = 65_536;
  private static final int MAX_CALLS = 65_536;
  private static final int MAX_CLOSED = 4096;

  private final Map<Integer, LineFrame> lines = new LinkedHashMap<>();
  private final Map<Long, PeerCall> calls = new LinkedHashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final Set<Integer> inService = new HashSet<>();
  private final Set<Integer> seen = new HashSet<>();

  /** Calls that were closed here and whose frames may still be on their way, with their line. */
  private final Map<Long, Integer> closed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > MAX_CLOSED;
        }
      };

  List<LineFrame> lines() {
    return List.copyOf(lines.values());
  }

  /** Returns what is known of calls, without those of which nothing is known yet. */
  List<CallFrame> calls() {
    List<CallFrame> known = new ArrayList<>();
    for (PeerCall call : calls.values()) {
      CallFrame last = call.last();
      if (last != null) {
        known.add(last);
      }
    }
    return known;
  }

  Optional<CallFrame> call(long id) {
    PeerCall call = calls.get(id);
    return call == null ? Optional.empty() : Optional.ofNullable(call.last());
  }

  boolean isInService(int line) {
    return inService.contains(line);
  }

  Set<Integer> openLines() {
    return Set.copyOf(open);
  }

  void startSnapshot() {
    seen.clear();
    calls.values().forEach(call -> call.see(false));
  }

  List<LineEvent> endSnapshot() {
    List<LineEvent> events = new ArrayList<>();
    calls.values().removeIf(call -> isGone(call, events));
    for (LineFrame line : lines()) {
      if (!seen.contains(line.line())) {
        removeLine(line.line(), events);
      }
    }
    return events;
  }

  private static boolean isGone(PeerCall call, List<LineEvent> events) {
    if (call.wasSeen() || call.isTentative()) {
      return false;
    }
    call.vanish(events);
    return true;
  }

  List<LineEvent> line(LineFrame line) {
    int id = line.line();
    seen.add(id);
    if (lines.size() >= MAX_LINES && !lines.containsKey(id)) {
      throw new IllegalStateException("the gateway has more than " + MAX_LINES + " lines");
    }
    LineFrame before = lines.put(id, line);
    boolean wasInService = line.inService() ? !inService.add(id) : inService.remove(id);
    if (before == null) {
      return List.of(new LineAdded(line));
    }
    List<LineEvent> events = new ArrayList<>();
    if (!sameBesidesService(before, line)) {
      events.add(new LineChanged(line));
    }
    if (line.inService() && !wasInService) {
      events.add(new LineInService(line));
    } else if (!line.inService() && wasInService) {
      events.add(new LineOutOfService(id, line.reason()));
    }
    return events;
  }

  private static boolean sameBesidesService(LineFrame one, LineFrame other) {
    return one.equals(
        new LineFrame(
            other.line(),
            one.inService(),
            other.name(),
            other.address(),
            one.reason(),
            other.lineFeatures(),
            other.addressFeatures(),
            other.callFeatures(),
            other.maxActive(),
            other.maxOnHold(),
            other.maxInConference(),
            other.forwardedTo()));
  }

  List<LineEvent> lineGone(int line) {
    List<LineEvent> events = new ArrayList<>();
    if (lines.containsKey(line)) {
      removeLine(line, events);
    }
    return events;
  }

  private void removeLine(int line, List<LineEvent> events) {
    calls.values().removeIf(call -> isOfGoneLine(call, line, events));
    lines.remove(line);
    inService.remove(line);
    open.remove(line);
    events.add(new LineRemoved(line));
  }

  private static boolean isOfGoneLine(PeerCall call, int line, List<LineEvent> events) {
    if (call.line() != line) {
      return false;
    }
    if (!call.isTentative()) {
      call.vanish(events);
    }
    return true;
  }

  List<LineEvent> call(CallFrame frame) {
    List<LineEvent> events = new ArrayList<>();
    if (closed.containsKey(frame.call())) {
      if (frame.state() == CallState.IDLE.code()) {
        closed.remove(frame.call());
      }
      return events;
    }
    if (!lines.containsKey(frame.line())) {
      return events;
    }
    PeerCall call = calls.get(frame.call());
    if (call == null) {
      newCall(frame, events);
    } else if (call.line() == frame.line()) {
      call.see(true);
      if (!call.take(frame, events)) {
        calls.remove(frame.call());
      }
    }
    return events;
  }

  private void newCall(CallFrame frame, List<LineEvent> events) {
    if (frame.state() == CallState.IDLE.code()) {
      return;
    }
    checkRoom();
    PeerCall call = PeerCall.foreign(frame);
    call.see(true);
    calls.put(frame.call(), call);
    if (open.contains(frame.line())) {
      call.announce(events);
    }
  }

  private void checkRoom() {
    if (calls.size() >= MAX_CALLS) {
      throw new IllegalStateException("there are more than " + MAX_CALLS + " calls");
    }
  }

  /** The peer asks for a call; nothing is told about it until {@link #confirm}. */
  void ask(long id, int line) {
    checkRoom();
    calls.put(id, PeerCall.own(id, line));
  }

  List<LineEvent> confirm(long id) {
    List<LineEvent> events = new ArrayList<>();
    PeerCall call = calls.get(id);
    if (call != null && !call.confirm(events)) {
      calls.remove(id);
    }
    return events;
  }

  /** The request for a call failed; there is no such call. */
  void forget(long id) {
    calls.remove(id);
  }

  /** A program let go of the call: nothing is told of it any more. */
  void close(long id) {
    PeerCall call = calls.remove(id);
    if (call != null) {
      closed.put(id, call.line());
    }
  }

  /** Opens a line: the calls that are there are announced. Source: KB Q108305. */
  List<LineEvent> open(int line) {
    List<LineEvent> events = new ArrayList<>();
    closed.values().removeIf(of -> of == line);
    if (open.add(line)) {
      for (PeerCall call : calls.values()) {
        if (call.line() == line) {
          call.announce(events);
        }
      }
    }
    return events;
  }

  void closeLine(int line) {
    open.remove(line);
    for (PeerCall call : calls.values()) {
      if (call.line() == line) {
        call.mute();
      }
    }
  }

  List<LineEvent> linkLost() {
    List<LineEvent> events = new ArrayList<>();
    for (Integer line : lines.keySet()) {
      if (inService.remove(line)) {
        events.add(new LineOutOfService(line, "there is no gateway"));
      }
    }
    return events;
  }
}
