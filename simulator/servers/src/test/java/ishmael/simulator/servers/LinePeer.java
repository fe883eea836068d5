package ishmael.simulator.servers;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A provider's end of the line protocol, frame by frame. */
final class LinePeer implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;
  private static final byte[] SYSTEM = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};

  private final LocalConnection connection;
  private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private LinePeer(LocalConnection connection) {
    this.connection = connection;
    Thread reader = new Thread(this::read, "line-peer");
    reader.setDaemon(true);
    reader.start();
  }

  /** Connects and waits for the snapshot. */
  static LinePeer connect(Path socket) throws Exception {
    LinePeer peer = new LinePeer(new UnixClient(socket).connect());
    peer.send(new Hello(1, 1, 4711, 64, "test"));
    peer.send(new Ready());
    Frame frame = peer.next(Frame.class, any -> true);
    while (!(frame instanceof SnapshotEnd)) {
      if (frame instanceof LineFrame line) {
        peer.lines.put(line.address(), line.line());
      }
      frame = peer.next(Frame.class, any -> true);
    }
    return peer;
  }

  /** The line with that extension in the snapshot. */
  int line(String address) {
    return Optional.ofNullable(lines.get(address))
        .orElseThrow(() -> new AssertionError("No line " + address + " among " + lines));
  }

  <F extends Frame> F next(Class<F> type, Predicate<F> wish) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      Frame frame = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("The gateway sent no such " + type.getSimpleName());
      }
      if (type.isInstance(frame) && wish.test(type.cast(frame))) {
        return type.cast(frame);
      }
    }
  }

  CallFrame call(CallState state) throws InterruptedException {
    return next(CallFrame.class, call -> call.state() == state.code());
  }

  void request(int number, Operation operation, int line, long call) throws IOException {
    Caller caller = new Caller.Known(Octets.of(SYSTEM), 2);
    send(new Request(number, operation.code(), line, call, 0, caller, "", 0, Octets.NONE, 0));
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

  private synchronized void send(Frame frame) throws IOException {
    connection.write(ByteBuffer.wrap(FrameCodec.encode(frame)));
  }

  @Override
  public void close() {
    connection.close();
  }
}
