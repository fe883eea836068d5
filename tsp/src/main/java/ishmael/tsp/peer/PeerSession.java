package ishmael.tsp.peer;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.HeldCall;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import ishmael.tsp.frame.PeerFrame;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.frame.Pong;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.Refused;
import ishmael.tsp.frame.Welcome;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection of a peer, from HELLO to its end. */
final class PeerSession {
  private static final Logger LOG = System.getLogger(PeerSession.class.getName());
  private static final int VERSION = 1;
  private static final int MAX_HELD_CALLS = 4096;

  /** Beside the requests there may be notices and PONGs in the queue. */
  private static final int MAX_OTHERS = 4096;

  /** How much later than promised an answer may come before the gateway is given up. */
  private static final long GRACE_MILLIS = 5000;

  private final LocalConnection connection;
  private final PeerSettings settings;
  private final LinePeer peer;
  private final FrameReader reader;
  private final BlockingQueue<PeerFrame> out;
  private volatile long lastHeard = System.nanoTime();
  private volatile long answerLimitNanos = Long.MAX_VALUE;
  private volatile boolean ended;
  private volatile String why = "";

  PeerSession(LocalConnection connection, PeerSettings settings, LinePeer peer) {
    this.connection = connection;
    this.settings = settings;
    this.peer = peer;
    reader = new FrameReader(connection);
    out = new LinkedBlockingQueue<>(settings.maxOpenRequests() + MAX_OTHERS);
  }

  /**
   * Shakes hands and serves until the connection ends.
   *
   * @throws IOException if the gateway refused, broke the protocol, or the connection broke
   */
  void run(Runnable welcomed) throws IOException, InterruptedException {
    try {
      introduce();
      Optional<GatewayFrame> first = afterPings();
      if (first.isPresent()) {
        Welcome welcome = welcome(first.get());
        answerLimitNanos = TimeUnit.MILLISECONDS.toNanos(welcome.limitMillis() + GRACE_MILLIS);
        welcomed.run();
        serve();
      }
    } catch (IOException reason) {
      throw ended ? new IOException(why, reason) : reason;
    } finally {
      end("the connection is closed");
    }
  }

  private void introduce() throws IOException {
    if (!connection.allowed()) {
      throw new IOException("the gateway there runs as somebody else: " + connection.peer());
    }
    int bits = "32".equals(System.getProperty("sun.arch.data.model")) ? 32 : 64;
    long process = ProcessHandle.current().pid() & 0xffff_ffffL;
    write(new Hello(VERSION, VERSION, process, bits, settings.build()));
    List<CallFrame> held = peer.held();
    for (CallFrame call : held.subList(0, Math.min(held.size(), MAX_HELD_CALLS))) {
      write(new HeldCall(call));
    }
    write(new Ready());
  }

  private void write(PeerFrame frame) throws IOException {
    connection.write(ByteBuffer.wrap(FrameCodec.encode(frame)));
  }

  /** A gateway that does not know its lines yet only sends PING; nobody else writes meanwhile. */
  private Optional<GatewayFrame> afterPings() throws IOException {
    Optional<GatewayFrame> first = next();
    while (first.isPresent() && first.get() instanceof Ping ping) {
      write(new Pong(ping.stamp()));
      first = next();
    }
    return first;
  }

  private static Welcome welcome(GatewayFrame first) throws IOException {
    if (first instanceof Refused refused) {
      throw new IOException("refused, code " + refused.code() + ": " + refused.reason());
    }
    if (first instanceof Welcome welcome) {
      if (welcome.version() != VERSION) {
        throw new IOException("the gateway wants to speak version " + welcome.version());
      }
      return welcome;
    }
    throw new MalformedFrameException(Flaw.ORDER, first.type() + " before WELCOME");
  }

  private void serve() throws IOException, InterruptedException {
    Thread writer = PeerConnector.daemon("line-peer-write", this::writeQueue);
    peer.linked(this);
    writer.start();
    try {
      Optional<GatewayFrame> next = next();
      while (next.isPresent()) {
        take(next.get());
        next = next();
      }
    } finally {
      end("the gateway has closed the connection");
      peer.unlinked();
      writer.join();
    }
  }

  private void take(GatewayFrame frame) throws IOException, InterruptedException {
    if (frame instanceof Ping ping) {
      send(new Pong(ping.stamp()));
    } else if (!peer.take(frame)) {
      throw new MalformedFrameException(Flaw.ORDER, frame.type() + " may not come now");
    }
  }

  /** Waits for the next frame that this version knows. */
  private Optional<GatewayFrame> next() throws IOException {
    while (true) {
      try {
        Optional<Frame> frame = reader.next();
        lastHeard = System.nanoTime();
        if (frame.isPresent() && !(frame.get() instanceof GatewayFrame)) {
          throw new MalformedFrameException(
              Flaw.ORDER, frame.get().type() + " comes from peers only");
        }
        return frame.map(GatewayFrame.class::cast);
      } catch (MalformedFrameException reason) {
        if (reason.flaw() != Flaw.UNKNOWN_TYPE) {
          throw reason;
        }
        LOG.log(Level.DEBUG, "a frame of a later version: {0}", reason.getMessage());
      }
    }
  }

  /** Queues a frame; if that is impossible, the connection ends. */
  void send(PeerFrame frame) {
    if (!out.offer(frame)) {
      end("the gateway does not read");
    }
  }

  private void writeQueue() {
    try {
      while (!ended) {
        PeerFrame frame = out.poll(100, TimeUnit.MILLISECONDS);
        if (frame != null) {
          write(frame);
        }
      }
    } catch (IOException reason) {
      end(String.valueOf(reason.getMessage()));
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
      end("the writer was interrupted");
    }
  }

  void check(long now) {
    if (now - lastHeard > settings.silence().toNanos()) {
      end("the gateway is silent");
    } else if (peer.hasOverdueRequest(answerLimitNanos)) {
      end("the gateway does not answer");
    }
  }

  void end(String reason) {
    synchronized (this) {
      if (ended) {
        return;
      }
      why = reason;
      ended = true;
    }
    connection.close();
  }
}
