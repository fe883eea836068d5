package ishmael.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import ishmael.linemapper.CallState;
import ishmael.tsp.endpoint.Lines;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.frame.Party;
import ishmael.tsp.frame.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines whose calls come and go by themselves, faster than people could. A new link is told of half
 * of the calls that there were; the others are gone, as after a restart.
 */
final class StressLines implements Lines, AutoCloseable {
  private static final int STEP_MILLIS = 4;
  private static final int MAX_CALLS = 40;
  private static final int FEATURES = 0x080008c5;
  private static final int OUTSIDE = 0x84;

  private final int count;
  private final ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();

  @GuardedBy("this")
  private final Random random = new Random(1851);

  @GuardedBy("this")
  private final Map<Long, CallFrame> calls = new LinkedHashMap<>();

  @GuardedBy("this")
  private @Nullable Peer peer;

  @GuardedBy("this")
  private CountDownLatch linked = new CountDownLatch(1);

  @GuardedBy("this")
  private boolean welcome = true;

  @GuardedBy("this")
  private boolean playing;

  @GuardedBy("this")
  private long lastCall;

  @GuardedBy("this")
  private int links;

  StressLines(int count) {
    this.count = count;
    var unused =
        steps.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Counts links that were welcomed. */
  synchronized int links() {
    return links;
  }

  /** Whether calls come. */
  synchronized void play(boolean on) {
    playing = on;
  }

  /** Counts down when the next provider has come, and was welcomed if that is wanted. */
  synchronized CountDownLatch expectLink(boolean wanted) {
    welcome = wanted;
    linked = new CountDownLatch(1);
    return linked;
  }

  @Override
  public synchronized void connected(Peer newPeer, Hello hello, List<CallFrame> held) {
    if (welcome) {
      held.forEach(call -> calls.put(call.call(), call));
      Random coin = random;
      calls.values().removeIf(call -> coin.nextBoolean());
      List<GatewayFrame> snapshot = new ArrayList<>();
      for (int line = 1; line <= count; line++) {
        snapshot.add(line(line));
      }
      snapshot.addAll(calls.values());
      newPeer.welcome(snapshot);
      peer = newPeer;
      links++;
    }
    linked.countDown();
  }

  private static LineFrame line(int id) {
    return new LineFrame(
        id, true, "Whaler " + id, Integer.toString(1000 + id), "", 8, 6, FEATURES, 4, 4);
  }

  @Override
  public synchronized void request(Peer from, Request request) {
    Optional<Operation> operation = Operation.ofCode(request.operation());
    if (from != peer || operation.isEmpty() || operation.get().isNotice()) {
      return;
    }
    from.send(new Answer(request.request(), 0));
    switch (operation.get()) {
      case MAKE_CALL, PICKUP -> {
        move(call(request.call(), request.line()), CallState.DIALING, 0);
        moved(request.call(), CallState.CONNECTED);
      }
      case ANSWER, UNHOLD -> moved(request.call(), CallState.CONNECTED);
      case HOLD -> moved(request.call(), CallState.ONHOLD);
      case DROP -> end(request.call());
      default -> {}
    }
  }

  @Override
  public synchronized void disconnected(Peer gone, String why) {
    if (gone == peer) {
      peer = null;
    }
  }

  /** One thing happens on one line. */
  private synchronized void step() {
    if (!playing || peer == null) {
      return;
    }
    List<CallFrame> all = List.copyOf(calls.values());
    if (all.isEmpty() || (all.size() < MAX_CALLS && random.nextInt(3) == 0)) {
      move(call(++lastCall, 1 + random.nextInt(count)), CallState.OFFERING, 0);
      return;
    }
    CallFrame call = all.get(random.nextInt(all.size()));
    if (call.state() == CallState.OFFERING.code() && random.nextBoolean()) {
      move(call, CallState.CONNECTED, 0);
    } else {
      end(call.call());
    }
  }

  @GuardedBy("this")
  private void moved(long id, CallState state) {
    CallFrame call = calls.get(id);
    if (call != null && call.state() != state.code()) {
      move(call, state, 0);
    }
  }

  @GuardedBy("this")
  private void end(long id) {
    CallFrame call = calls.get(id);
    if (call != null) {
      move(call, CallState.DISCONNECTED, 1);
      move(call, CallState.IDLE, 0);
      calls.remove(id);
    }
  }

  @GuardedBy("this")
  private void move(CallFrame call, CallState state, int mode) {
    CallFrame now = call.withState(state.code(), mode, FEATURES, System.currentTimeMillis());
    calls.put(now.call(), now);
    Peer to = peer;
    if (to != null) {
      to.send(now);
    }
  }

  private static CallFrame call(long id, int line) {
    Party caller = new Party(0xc, "0891851", "Rachel");
    Parties parties =
        new Parties(caller, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN);
    return new CallFrame(
        id, line, 0, 0, 0, OUTSIDE, 1, (int) id, 0, 0, parties, "gam", Octets.NONE);
  }

  @Override
  public void close() {
    steps.shutdownNow();
  }
}
