package ishmael.gateway;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.HeldCall;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.frame.Pong;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.Request;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.unix.UnixClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A peer of the line protocol, frame by frame. */
final class TestPeer implements AutoCloseable {
  private static final long LIMIT_SECONDS = 15;

  private final LocalConnection connection;
  private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
  private final List<LineFrame> lines = new ArrayList<>();
  private final List<CallFrame> calls = new ArrayList<>();
  private int session = 2;

  private TestPeer(LocalConnection connection) {
    this.connection = connection;
    Thread reader = new Thread(this::read, "test-peer");
    reader.setDaemon(true);
    reader.start();
  }

  /** Connects and waits for the snapshot. */
  static TestPeer connect(String address, CallFrame... held) throws Exception {
    TestPeer peer = introduced(address, held);
    peer.readSnapshot();
    return peer;
  }

  /** Connects and says everything up to READY. */
  static TestPeer introduced(String address, CallFrame... held) throws Exception {
    TestPeer peer = new TestPeer(new UnixClient(Path.of(address)).connect());
    peer.send(new Hello(1, 1, 4711, 64, "test"));
    for (CallFrame call : held) {
      peer.send(new HeldCall(call));
    }
    peer.send(new Ready());
    return peer;
  }

  boolean hasHeardNothing() {
    return heard.isEmpty();
  }

  void readSnapshot() throws InterruptedException {
    Frame next = next();
    while (!(next instanceof SnapshotEnd)) {
      if (next instanceof LineFrame line) {
        lines.add(line);
      } else if (next instanceof CallFrame call) {
        calls.add(call);
      }
      next = next();
    }
  }

  private void read() {
    FrameReader reader = new FrameReader(connection);
    try {
      Optional<Frame> frame = reader.next();
      while (frame.isPresent()) {
        if (frame.get() instanceof Ping ping) {
          send(new Pong(ping.stamp()));
        } else {
          heard.add(frame.get());
        }
        frame = reader.next();
      }
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "the peer was closed", e);
    }
  }

  synchronized void send(Frame frame) throws IOException {
    connection.write(ByteBuffer.wrap(FrameCodec.encode(frame)));
  }

  /** Returns the lines of the snapshot. */
  List<LineFrame> lines() {
    return lines;
  }

  /** Returns the calls of the snapshot. */
  List<CallFrame> calls() {
    return calls;
  }

  int line(String address) {
    return lines.stream()
        .filter(line -> line.address().equals(address))
        .findFirst()
        .orElseThrow()
        .line();
  }

  Frame next() throws InterruptedException {
    Frame next = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the gateway sent nothing for " + LIMIT_SECONDS + " s");
    }
    return next;
  }

  <F extends Frame> F next(Class<F> type, Predicate<F> wish) throws InterruptedException {
    while (true) {
      Frame next = next();
      if (type.isInstance(next) && wish.test(type.cast(next))) {
        return type.cast(next);
      }
    }
  }

  CallFrame call(CallState state) throws InterruptedException {
    return next(CallFrame.class, call -> call.state() == state.code());
  }

  int answer(int request) throws InterruptedException {
    return next(Answer.class, answer -> answer.request() == request).result();
  }

  /** Sends what the work requests from another session. */
  <T> T as(int other, Callable<T> work) throws Exception {
    int before = session;
    session = other;
    try {
      return work.call();
    } finally {
      session = before;
    }
  }

  void request(int number, Operation operation, int line, long call, String target)
      throws IOException {
    Caller caller =
        new Caller.Known(Octets.of(new byte[] {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}), session);
    send(new Request(number, operation.code(), line, call, 0, caller, target, 0, Octets.NONE, 0));
  }

  @Override
  public void close() {
    connection.close();
  }
}
