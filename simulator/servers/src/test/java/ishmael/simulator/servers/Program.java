package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.peer.LineEvent;
import ishmael.tsp.peer.LinePeer;
import ishmael.tsp.peer.LineRequests;
import ishmael.tsp.peer.PeerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A TAPI program with all lines open, behind a provider that knows nothing but the line protocol;
 * and what it was told.
 */
final class Program implements AutoCloseable {
  private static final Octets SID =
      Octets.of(new byte[] {1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0});

  private final LinePeer peer;
  private final LineRequests asks;
  private final CountDownLatch reading;
  private final Map<Long, List<CallState>> histories = new LinkedHashMap<>();
  private final Set<Integer> interrupted = new HashSet<>();

  private Program(String socket, CountDownLatch reading) {
    this.reading = reading;
    peer =
        LinePeer.start(
            new UnixClient(Path.of(socket)), PeerSettings.ofProtocol("faults"), this::told);
    asks = peer.as(new Caller.Known(SID, 3));
  }

  /** Connects to a gateway. */
  static Program connect(String socket) {
    return new Program(socket, new CountDownLatch(0));
  }

  /** Connects to a gateway, and takes what it says only when told to {@link #read}. */
  static Program sleeping(String socket) {
    return new Program(socket, new CountDownLatch(1));
  }

  void read() {
    reading.countDown();
  }

  private void told(LineEvent event) {
    try {
      reading.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (event instanceof LineEvent.LineAdded added) {
      asks.openLine(added.lineId());
    }
    note(event);
  }

  private synchronized void note(LineEvent event) {
    if (event instanceof LineEvent.LineOutOfService out) {
      interrupted.add(out.lineId());
    } else if (event instanceof LineEvent.CallStateChanged changed) {
      histories
          .computeIfAbsent(changed.call().call(), id -> new ArrayList<>())
          .add(changed.state());
    }
    notifyAll();
  }

  /** The states of each call in the order in which they were told, since {@link #forget}. */
  synchronized List<List<CallState>> histories() {
    return histories.values().stream().map(List::copyOf).toList();
  }

  /** The states of a call that was told of since {@link #forget}. */
  synchronized List<CallState> history(CallFrame call) {
    return List.copyOf(histories.getOrDefault(call.call(), List.of()));
  }

  /** Forgets what was told, so that it takes no memory. */
  synchronized void forget() {
    histories.clear();
    interrupted.clear();
  }

  /** Whether a line went out of service since {@link #forget}. */
  synchronized boolean wasInterrupted() {
    return !interrupted.isEmpty();
  }

  /** The addresses of the lines that are there, and in service or not. */
  Set<String> lines(boolean inService) {
    Set<String> addresses = new HashSet<>();
    for (LineFrame line : peer.lines()) {
      if (peer.isInService(line.line()) == inService) {
        addresses.add(line.address());
      }
    }
    return addresses;
  }

  List<CallFrame> calls() {
    return peer.calls();
  }

  String address(CallFrame call) {
    return peer.lines().stream()
        .filter(line -> line.line() == call.line())
        .map(LineFrame::address)
        .findFirst()
        .orElse("?");
  }

  private int line(String address) {
    return peer.lines().stream()
        .filter(line -> line.address().equals(address))
        .findFirst()
        .orElseThrow()
        .line();
  }

  /** The call of a line that is in a state. */
  Optional<CallFrame> call(String address, CallState state) {
    return calls().stream()
        .filter(call -> address(call).equals(address) && call.state() == state.code())
        .findFirst();
  }

  /** Waits for a call of a line in a state. */
  CallFrame await(String address, CallState state) {
    Waiting.until(
        () -> call(address, state).isPresent(),
        () -> "a call " + state + " at " + address + " of " + calls());
    return call(address, state).orElseThrow();
  }

  /** Waits until the program was told that the call is over. */
  void awaitIdle(CallFrame call) {
    Waiting.until(
        () -> history(call).contains(CallState.IDLE),
        () -> "the end of " + call + " after " + history(call));
  }

  CompletableFuture<Integer> makeCall(String address, String number) {
    return asks.makeCall(line(address), number).result();
  }

  CompletableFuture<Integer> answer(CallFrame call) {
    return asks.answer(call.line(), call.call());
  }

  CompletableFuture<Integer> hold(CallFrame call) {
    return asks.hold(call.line(), call.call());
  }

  CompletableFuture<Integer> drop(CallFrame call) {
    return asks.drop(call.line(), call.call());
  }

  /** The result of a request, which has to be there in time. */
  static int result(CompletableFuture<Integer> asked, Duration limit) throws Exception {
    assertThat(asked).succeedsWithin(limit.toMillis(), TimeUnit.MILLISECONDS);
    return asked.get(0, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    read();
    peer.close();
  }
}
