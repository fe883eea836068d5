package ishmael.tsp.peer;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.peer.LineEvent.CallInfoChanged;
import ishmael.tsp.peer.LineEvent.CallStateChanged;
import ishmael.tsp.peer.LineEvent.NewCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call in a peer's cache. */
final class PeerCall {
  /** How many frames wait for the answer to the request that made the call; the latest count. */
  private static final int MAX_HELD_BACK = 16;

  private final long id;
  private final int line;
  private final Deque<CallFrame> heldBack = new ArrayDeque<>();
  private @Nullable CallFrame last;
  private boolean tentative;
  private boolean announced;
  private boolean seen;

  private PeerCall(long id, int line, boolean own) {
    this.id = id;
    this.line = line;
    tentative = own;
    announced = own;
  }

  /** A call that the gateway told of. */
  static PeerCall foreign(CallFrame frame) {
    PeerCall call = new PeerCall(frame.call(), frame.line(), false);
    call.last = frame;
    return call;
  }

  /** A call that this peer asked for and that is not answered yet. */
  static PeerCall own(long id, int line) {
    return new PeerCall(id, line, true);
  }

  int line() {
    return line;
  }

  boolean isTentative() {
    return tentative;
  }

  boolean isAnnounced() {
    return announced;
  }

  @Nullable CallFrame last() {
    return last;
  }

  boolean wasSeen() {
    return seen;
  }

  void see(boolean inThisSnapshot) {
    seen = inThisSnapshot;
  }

  void announce(List<LineEvent> events) {
    CallFrame frame = last;
    if (announced || frame == null) {
      return;
    }
    announced = true;
    events.add(new NewCall(frame));
    tellFirst(frame, events);
  }

  /** Its line was closed: nothing is told any more, until it is announced again. */
  void mute() {
    announced = false;
  }

  /** Returns whether the call lives on. */
  boolean take(CallFrame frame, List<LineEvent> events) {
    if (tentative) {
      holdBack(frame);
      return true;
    }
    CallFrame before = last;
    last = frame;
    if (frame.state() == CallState.IDLE.code()) {
      tell(new CallStateChanged(frame), events);
      return false;
    }
    if (before == null) {
      tellFirst(frame, events);
    } else {
      tellDifference(before, frame, events);
    }
    return true;
  }

  private void holdBack(CallFrame frame) {
    if (heldBack.size() == MAX_HELD_BACK) {
      heldBack.removeFirst();
    }
    heldBack.add(frame);
  }

  /** The request that made it has succeeded. Returns whether the call lives on. */
  boolean confirm(List<LineEvent> events) {
    tentative = false;
    boolean alive = true;
    while (alive && !heldBack.isEmpty()) {
      alive = take(heldBack.removeFirst(), events);
    }
    return alive;
  }

  /** The call is gone without a last frame. */
  void vanish(List<LineEvent> events) {
    CallFrame frame = last == null ? nothingKnown() : last;
    tell(new CallStateChanged(frame.withState(CallState.IDLE.code(), 0, 0, frame.since())), events);
  }

  private CallFrame nothingKnown() {
    int unknown = CallState.UNKNOWN.code();
    return new CallFrame(
        id, line, unknown, 0, 0, 0, 0, 0, 0, 0, Parties.UNKNOWN, "", Octets.NONE, 0, "");
  }

  private void tellFirst(CallFrame frame, List<LineEvent> events) {
    tell(new CallStateChanged(frame), events);
    tellParts(frame, CallInfoPart.difference(null, frame), events);
  }

  private void tellDifference(CallFrame before, CallFrame after, List<LineEvent> events) {
    tellParts(after, CallInfoPart.difference(before, after), events);
    if (before.state() != after.state()
        || before.mode() != after.mode()
        || before.conference() != after.conference()) {
      tell(new CallStateChanged(after), events);
    }
  }

  private void tellParts(CallFrame frame, Set<CallInfoPart> parts, List<LineEvent> events) {
    if (!parts.isEmpty()) {
      tell(new CallInfoChanged(frame, parts), events);
    }
  }

  private void tell(LineEvent event, List<LineEvent> events) {
    if (announced) {
      events.add(event);
    }
  }
}
