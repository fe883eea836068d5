package ishmael.tsp.endpoint;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.FrameText;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.frame.Pong;
import ishmael.tsp.frame.Refusal;
import ishmael.tsp.frame.Refused;
import ishmael.tsp.frame.Request;
import ishmael.tsp.frame.Snapshot;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.frame.Welcome;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection of the gateway's end, from its first octet to its last. The reader thread owns the
 * protocol; the writer thread exists once the peer is ready.
 */
final class PeerLink implements Peer {
  private static final Logger LOG = System.getLogger(PeerLink.class.getName());
  private static final int WRITE_SIZE = FrameCodec.LENGTH_SIZE + FrameCodec.MAX_LENGTH;

  private final long number;
  private final LocalConnection connection;
  private final LineEndpoint endpoint;
  private final LinkCounters counters;
  private final Incoming incoming;
  private final OutQueue out;
  private final Liveness liveness;

  @GuardedBy("this")
  private boolean welcomed;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private String why = "";

  private int version;

  PeerLink(long number, LocalConnection connection, LineEndpoint endpoint) {
    this.number = number;
    this.connection = connection;
    this.endpoint = endpoint;
    counters = endpoint.counters();
    incoming = new Incoming(new FrameReader(connection), counters);
    out = new OutQueue(endpoint.settings().queueBytes());
    liveness = new Liveness(endpoint.settings(), System.nanoTime());
  }

  void start() {
    LineEndpoint.daemon("line-read-" + number, this::read).start();
  }

  @Override
  public long number() {
    return number;
  }

  private void read() {
    try {
      Handshake handshake = new Handshake(incoming, connection.allowed(), endpoint.settings());
      Optional<Handshake.Introduced> introduced =
          handshake.run(() -> endpoint.seat(this), this::refuse);
      if (introduced.isPresent()) {
        serve(introduced.get());
      } else {
        disconnect("it was refused");
      }
    } catch (IOException | RuntimeException reason) {
      lost(reason);
    } finally {
      connection.close();
      out.close();
      endpoint.closed(this);
    }
  }

  private void serve(Handshake.Introduced introduced) {
    version = introduced.version();
    liveness.ready(System.nanoTime());
    LineEndpoint.daemon("line-write-" + number, this::write).start();
    LOG.log(Level.INFO, "{0} connected: {1}", this, introduced.hello());
    try {
      endpoint.lines().connected(this, introduced.hello(), introduced.held());
      requests(introduced.hello());
    } catch (IOException | RuntimeException reason) {
      lost(reason);
    } finally {
      disconnect("it closed the connection");
      LOG.log(Level.INFO, "{0} is gone: {1}", this, reasonOfEnd());
      endpoint.lines().disconnected(this, reasonOfEnd());
    }
  }

  private void requests(Hello hello) throws IOException {
    boolean later = hello.highest() > Handshake.VERSION;
    Optional<Frame> next = incoming.next(later);
    while (next.isPresent()) {
      liveness.heard(System.nanoTime());
      Frame frame = next.get();
      if (frame instanceof Request request && isWelcomed()) {
        endpoint.lines().request(this, request);
      } else if (!(frame instanceof Pong)) {
        throw new MalformedFrameException(Flaw.ORDER, frame.type() + " may not come now");
      }
      next = incoming.next(later);
    }
  }

  private synchronized boolean isWelcomed() {
    return welcomed;
  }

  private synchronized String reasonOfEnd() {
    return why;
  }

  private void lost(Exception reason) {
    if (reason instanceof MalformedFrameException malformed) {
      counters.add(LinkEvent.MALFORMED);
      if (malformed.flaw() == Flaw.LENGTH) {
        counters.add(LinkEvent.BAD_LENGTH);
      }
      if (end("it broke the protocol: " + reason.getMessage())) {
        LOG.log(Level.WARNING, "{0} broke the protocol: {1}", this, reason.getMessage());
      }
    } else if (reason instanceof IOException) {
      disconnect("the connection broke: " + reason.getMessage());
    } else if (end("the gateway failed")) {
      LOG.log(Level.ERROR, this + " is disconnected after a failure of ours", reason);
    }
  }

  /** Says no and leaves the connection to the other end, which closes it or runs into the limit. */
  private void refuse(Refusal refusal, String reason) throws IOException {
    liveness.refused(System.nanoTime());
    counters.add(LinkEvent.REFUSED);
    if (refusal == Refusal.NOT_ALLOWED) {
      counters.add(LinkEvent.NOT_ALLOWED);
    }
    boolean loggedLater = refusal == Refusal.MALFORMED || refusal == Refusal.BAD_MAGIC;
    LOG.log(
        loggedLater ? Level.DEBUG : Level.WARNING,
        "{0} is refused ({1}): {2}",
        this,
        refusal,
        reason);
    Refused frame = new Refused(refusal.code(), FrameText.fit(reason, 255));
    connection.write(ByteBuffer.wrap(FrameCodec.encode(frame)));
    ByteBuffer ignored = ByteBuffer.allocate(4096);
    while (connection.read(ignored) >= 0) {
      ignored.clear();
    }
  }

  @Override
  public void welcome(List<GatewayFrame> snapshot) {
    EndpointSettings settings = endpoint.settings();
    List<GatewayFrame> frames = new ArrayList<>(snapshot.size() + 3);
    frames.add(
        new Welcome(
            version, settings.answerLimit().toMillis(), settings.gateway(), settings.tickets()));
    frames.add(new Snapshot());
    for (GatewayFrame frame : snapshot) {
      if (!(frame instanceof LineFrame || frame instanceof CallFrame)) {
        throw new IllegalArgumentException(frame.type() + " is no part of a snapshot");
      }
      frames.add(frame);
    }
    frames.add(new SnapshotEnd());
    synchronized (this) {
      if (welcomed) {
        throw new IllegalStateException(this + " was welcomed before");
      }
      welcomed = true;
      enqueue(frames);
    }
    counters.add(LinkEvent.WELCOMED);
  }

  @Override
  public synchronized void send(GatewayFrame frame) {
    if (!welcomed) {
      throw new IllegalStateException(this + " is not yet welcomed");
    }
    enqueue(List.of(frame));
  }

  private void enqueue(List<GatewayFrame> frames) {
    if (!out.offer(frames.stream().map(FrameCodec::encode).toList())
        && end("it does not read, and its queue is full", LinkEvent.OVERFLOW)) {
      LOG.log(Level.WARNING, "{0} does not read, its queue is full", this);
    }
  }

  private void write() {
    ByteBuffer octets = ByteBuffer.allocateDirect(WRITE_SIZE);
    try {
      int count = out.take(octets);
      while (count > 0) {
        connection.write(octets.flip());
        octets.clear();
        for (int i = 0; i < count; i++) {
          counters.add(LinkEvent.FRAME_OUT);
        }
        count = out.take(octets);
      }
    } catch (IOException reason) {
      disconnect("the connection broke: " + reason.getMessage());
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
      disconnect("its writer was interrupted");
    }
  }

  void check(long now) {
    Liveness.Verdict verdict = liveness.check(now);
    switch (verdict) {
      case FINE -> {}
      case PING -> enqueue(List.of(new Ping(now)));
      case REFUSED_LONG_AGO -> end("it was refused and did not close");
      case SILENT -> giveUp(LinkEvent.SILENT, "it was silent for too long");
      case HANDSHAKE_LATE -> giveUp(LinkEvent.HANDSHAKE_LATE, "its handshake took too long");
    }
  }

  private void giveUp(LinkEvent event, String reason) {
    if (end(reason, event)) {
      LOG.log(Level.WARNING, "{0} is given up: {1}", this, reason);
    }
  }

  @Override
  public void disconnect(String reason) {
    end(reason);
  }

  /** Closes the connection and counts; returns whether this was the first reason to do so. */
  @CanIgnoreReturnValue
  private boolean end(String reason, LinkEvent... events) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      why = reason;
    }
    for (LinkEvent event : events) {
      counters.add(event);
    }
    out.close();
    connection.close();
    return true;
  }

  @Override
  public String toString() {
    return "peer " + number + " (" + connection.peer() + ")";
  }
}
