package ishmael.simulator.phonesystem.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller and those who ring for it, then the one who answered. */
final class Call {
  private End caller;
  private @Nullable End callee;
  private final Set<End> ringing = new LinkedHashSet<>();
  private final List<Timeline.Timer> timers = new ArrayList<>();
  private boolean over;

  Call(End caller) {
    this.caller = caller;
    caller.joins(this);
  }

  End caller() {
    return caller;
  }

  boolean isConnected() {
    return callee != null;
  }

  boolean isOver() {
    return over;
  }

  boolean rings(End end) {
    return !over && ringing.contains(end);
  }

  List<End> ringing() {
    return List.copyOf(ringing);
  }

  void ring(End end) {
    ringing.add(end);
    end.joins(this);
  }

  void stopRinging(End end) {
    ringing.remove(end);
  }

  /** Connects one of those who ring and returns the others. */
  List<End> connect(End end) {
    cancelTimers();
    ringing.remove(end);
    List<End> losers = ringing();
    ringing.clear();
    callee = end;
    return losers;
  }

  End other(End end) {
    End connected = callee;
    if (connected == null) {
      throw new CallRefused("The call is not connected");
    }
    return end == caller ? connected : caller;
  }

  void replace(End old, End successor) {
    if (caller == old) {
      caller = successor;
    } else {
      callee = successor;
    }
    successor.joins(this);
  }

  void keep(Timeline.Timer timer) {
    timers.add(timer);
  }

  void cancelTimers() {
    timers.forEach(Timeline.Timer::cancel);
    timers.clear();
  }

  /** Ends the call and returns its ends, {@code first} in front. */
  List<End> finish(End first) {
    over = true;
    cancelTimers();
    Set<End> ends = new LinkedHashSet<>();
    ends.add(first);
    ends.add(caller);
    if (callee != null) {
      ends.add(callee);
    }
    ends.addAll(ringing);
    ringing.clear();
    return List.copyOf(ends);
  }
}
