package ishmael.tsp.peer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import ishmael.linemapper.LineError;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.LineGone;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Snapshot;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.link.LocalClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peer's end of the line protocol, as the provider DLL plays it, for demo, tests and tools. It
 * connects by itself, for ever, and turns what it hears into events.
 *
 * <p>Any thread may call; nothing waits for the gateway. Events arrive on one thread, in order, and
 * so do the completions of requests: a request that makes a call completes before the first event
 * of that call. Do not wait on that thread for a completion. Source: docs/line-protocol.md.
 */
public final class LinePeer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LinePeer.class.getName());
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final long CHOSEN_BY_PEER = Long.MIN_VALUE;
  private static final Caller NOBODY = new Caller.Nobody(0);

  private final Consumer<? super LineEvent> listener;
  private final Delivery delivery;
  private final PeerConnector connector;

  @GuardedBy("this")
  private final LineCache cache = new LineCache();

  @GuardedBy("this")
  private final OpenRequests requests;

  /** The connection while the gateway has welcomed us. */
  @GuardedBy("this")
  private @Nullable PeerSession session;

  /** The open lines that the gateway was told of on this connection. */
  @GuardedBy("this")
  private final Set<Integer> toldOpen = new HashSet<>();

  /** Starts at random, so that the ids of one process are not those of another. */
  @GuardedBy("this")
  private long lastCallId = new SecureRandom().nextLong();

  private LinePeer(
      LocalClient client, PeerSettings settings, Consumer<? super LineEvent> listener) {
    this.listener = listener;
    requests = new OpenRequests(settings.maxOpenRequests());
    delivery = new Delivery("line-events");
    connector = new PeerConnector(client, settings, this);
  }

  /** Starts a peer that connects and reconnects until it is closed. */
  public static LinePeer start(
      LocalClient client, PeerSettings settings, Consumer<? super LineEvent> listener) {
    LinePeer peer = new LinePeer(client, settings, listener);
    peer.delivery.start();
    peer.connector.start();
    return peer;
  }

  /** Says whether the gateway has welcomed this peer. */
  public synchronized boolean isConnected() {
    return session != null;
  }

  /** Returns the lines that the gateway has, or had when it was last there. */
  public synchronized List<LineFrame> lines() {
    return cache.lines();
  }

  /** Says whether the line exists and is in service; without a gateway none is. */
  public synchronized boolean isInService(int line) {
    return cache.isInService(line);
  }

  /** Returns the calls of which something is known. */
  public synchronized List<CallFrame> calls() {
    return cache.calls();
  }

  /** Returns what is known of a call. */
  public synchronized Optional<CallFrame> call(long call) {
    return cache.call(call);
  }

  /** Returns the requests, made in the name of a caller. */
  public LineRequests as(Caller caller) {
    return new LineRequests(this, caller);
  }

  synchronized long newCallId() {
    lastCallId++;
    return lastCallId | CHOSEN_BY_PEER;
  }

  /** Sends a request; the result is 0 or a LINEERR_ value. */
  synchronized CompletableFuture<Integer> request(Order order, Caller caller) {
    PeerSession current = session;
    if (current == null || requests.isFull()) {
      return CompletableFuture.completedFuture(LineError.RESOURCEUNAVAIL.code());
    }
    CompletableFuture<Integer> result = new CompletableFuture<>();
    List<Long> created = order.created();
    int number = requests.add(new OpenRequests.Open(created, result, System.nanoTime()));
    for (long call : created) {
      cache.ask(call, order.line());
    }
    current.send(order.frame(number, caller));
    return result;
  }

  synchronized void openLine(int line, Caller caller) {
    tell(cache.open(line));
    noticeOpen(line, caller);
  }

  synchronized void closeLine(int line, Caller caller) {
    cache.closeLine(line);
    toldOpen.remove(line);
    notice(Operation.CLOSE_LINE, line, 0, caller);
  }

  synchronized void closeCall(int line, long call, Caller caller) {
    cache.close(call);
    notice(Operation.CLOSE_CALL, line, call, caller);
  }

  @GuardedBy("this")
  private void noticeOpen(int line, Caller caller) {
    if (session != null) {
      toldOpen.add(line);
      notice(Operation.OPEN_LINE, line, 0, caller);
    }
  }

  @GuardedBy("this")
  private void notice(Operation operation, int line, long call, Caller caller) {
    if (session != null) {
      session.send(Order.of(operation, line, call, "").frame(0, caller));
    }
  }

  /** The gateway has welcomed us on this connection. */
  synchronized void linked(PeerSession welcomed) {
    session = welcomed;
    toldOpen.clear();
  }

  /** The connection is gone. */
  synchronized void unlinked() {
    session = null;
    for (OpenRequests.Open request : requests.removeAll()) {
      complete(request, LineError.OPERATIONFAILED.code());
    }
    tell(cache.linkLost());
  }

  synchronized List<CallFrame> held() {
    return cache.calls();
  }

  synchronized boolean hasOverdueRequest(long limitNanos) {
    return requests.anyOlderThan(limitNanos, System.nanoTime());
  }

  /** Takes in a frame that is about lines and calls. Returns false if it is none. */
  boolean take(GatewayFrame frame) throws InterruptedException {
    delivery.awaitRoom();
    return apply(frame);
  }

  private synchronized boolean apply(GatewayFrame frame) {
    if (frame instanceof LineFrame line) {
      tell(cache.line(line));
    } else if (frame instanceof LineGone gone) {
      tell(cache.lineGone(gone.line()));
    } else if (frame instanceof CallFrame call) {
      tell(cache.call(call));
    } else if (frame instanceof Answer answer) {
      requests.remove(answer.request()).ifPresent(one -> complete(one, answer.result()));
    } else if (frame instanceof Snapshot) {
      cache.startSnapshot();
    } else if (frame instanceof SnapshotEnd) {
      tell(cache.endSnapshot());
      repeatOpenLines();
    } else {
      return false;
    }
    return true;
  }

  /** The gateway may be another process than before: it learns which lines are open. */
  @GuardedBy("this")
  private void repeatOpenLines() {
    for (int line : cache.openLines()) {
      if (!toldOpen.contains(line)) {
        noticeOpen(line, NOBODY);
      }
    }
  }

  @GuardedBy("this")
  private void complete(OpenRequests.Open request, int result) {
    delivery.add(() -> request.result().complete(result));
    for (long call : request.created()) {
      if (result == 0) {
        tell(cache.confirm(call));
      } else {
        cache.forget(call);
      }
    }
  }

  @GuardedBy("this")
  private void tell(List<LineEvent> events) {
    for (LineEvent event : events) {
      delivery.add(() -> listener.accept(event));
    }
  }

  /**
   * Disconnects, completes what is open and ends all threads, within 5 s; events that wait are
   * still delivered. May be called by the listener.
   */
  @Override
  public void close() {
    try {
      delivery.release();
      if (!connector.close(CLOSE_LIMIT)) {
        LOG.log(Level.WARNING, "the connection was not closed within {0}", CLOSE_LIMIT);
      }
      delivery.end();
      delivery.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException ended) {
      delivery.end();
      Thread.currentThread().interrupt();
    }
  }
}
