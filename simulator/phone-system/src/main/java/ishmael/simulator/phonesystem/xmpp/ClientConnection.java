package ishmael.simulator.phonesystem.xmpp;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One TCP connection of a client: a thread that reads, and one that writes once the client is
 * logged in. May be written to and ended from any thread; none of that waits.
 */
final class ClientConnection {
  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(60);

  /** How long a client may take for the rest of its stream. */
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  /** Stanzas of one client that may wait for the engine; then it is read no further. */
  private static final int MAX_UNSERVED = 1_000;

  private final Reception reception;
  private final ScheduledExecutorService limits;
  private final Wire wire;
  private final Outbox outbox = new Outbox();
  private final Semaphore unserved = new Semaphore(MAX_UNSERVED);
  private final Consumer<ClientConnection> whenOver;
  private final Thread reader;
  private final Thread writer;
  private volatile String node = "";

  /** Set once the writer runs. */
  private volatile boolean streaming;

  private volatile boolean ended;

  /**
   * Makes a connection that is not served yet.
   *
   * @param whenOver called once, by the reader, if {@link #start} was called
   */
  ClientConnection(
      Reception reception,
      ScheduledExecutorService limits,
      Socket socket,
      String name,
      Consumer<ClientConnection> whenOver)
      throws IOException {
    this.reception = reception;
    this.limits = limits;
    this.whenOver = whenOver;
    this.wire = new Wire(socket);
    this.reader = daemon("phone-system-read-" + name, this::read);
    this.writer = daemon("phone-system-write-" + name, this::write);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    reader.start();
  }

  /** Login name of the client, in lower case; empty before the login. */
  String node() {
    return node;
  }

  private void read() {
    try {
      Negotiation negotiation = new Negotiation(reception, wire);
      try {
        converse(negotiation);
      } catch (StreamError e) {
        LOG.fine(() -> "Client " + node + " ended by " + e.condition());
        startWriter();
        end(negotiation.farewell(e));
      }
      wire.drain();
      writer.join(END_LIMIT.toMillis());
    } catch (IOException e) {
      LOG.log(Level.FINE, "Connection of " + node + " lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Serving the client " + node + " failed", e);
    } finally {
      gone();
      outbox.drop();
      wire.close();
      whenOver.accept(this);
    }
  }

  private void converse(Negotiation negotiation)
      throws IOException, StreamError, InterruptedException {
    Runnable loggedIn = abortAfter(LOGIN_LIMIT);
    Optional<Negotiation.Admitted> admitted;
    try {
      admitted = negotiation.run();
    } finally {
      loggedIn.run();
    }
    if (admitted.isEmpty()) {
      startWriter();
      end("</stream:stream>");
      return;
    }
    node = admitted.get().user().name().toLowerCase(Locale.ROOT);
    startWriter();
    StanzaReader in = admitted.get().stanzas();
    for (Optional<XmlElement> next = in.next(); next.isPresent(); next = in.next()) {
      if (!hand(next.get())) {
        return;
      }
    }
    reception.hub().afterReceived(() -> end("</stream:stream>"));
  }

  private void startWriter() {
    if (!streaming) {
      streaming = true;
      writer.start();
    }
  }

  /** Gives a stanza to the engine; false when it is too late for that. */
  private boolean hand(XmlElement stanza) throws InterruptedException {
    while (!unserved.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      if (ended) {
        return false;
      }
    }
    reception.hub().received(this, stanza, unserved::release);
    return !ended;
  }

  /** Resets the connection after {@code limit}, unless the result is run before. */
  @CanIgnoreReturnValue
  private Runnable abortAfter(Duration limit) {
    ScheduledFuture<?> waiting =
        limits.schedule(this::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
    return () -> waiting.cancel(false);
  }

  private void write() {
    try {
      if (outbox.writeTo(wire)) {
        wire.shutdownOutput();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "Connection of " + node + " lost", e);
      abort();
    } catch (InterruptedException e) {
      abort();
    }
  }

  /** Sends text as it is; a client that lets too much wait is dropped. */
  void send(String xml) {
    if (!outbox.offer(xml)) {
      LOG.warning(() -> "Client " + node + " does not read; dropped");
      abort();
    }
  }

  /** Ends the stream with an error, then the connection; resets it if there is no login yet. */
  void endWithError(String condition) {
    if (streaming) {
      end(StreamError.farewell(condition));
    } else {
      abort();
    }
  }

  /** Lets the client read what waits and the farewell, but not for ever. */
  private void end(String farewell) {
    gone();
    outbox.finish(farewell);
    abortAfter(END_LIMIT);
  }

  /** Resets the connection: no end of stream, no end of TLS. */
  void abort() {
    gone();
    wire.reset();
    outbox.drop();
  }

  private void gone() {
    ended = true;
    reception.hub().closed(this);
  }

  /** Waits for the reader, the last to end. */
  void awaitOver(long limitMillis) throws InterruptedException {
    reader.join(Math.max(1, limitMillis));
  }

  /** Where its threads are, for a log. */
  String threads() {
    return List.of(reader.getStackTrace()) + ", " + List.of(writer.getStackTrace());
  }
}
