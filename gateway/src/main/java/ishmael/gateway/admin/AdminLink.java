package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.Codec;
import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.LineReader;
import ishmael.gateway.admin.rpc.Message;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.domain.IsolationPart;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One connected admin program: a thread that reads and answers, and one that writes. */
final class AdminLink implements AdminPeer {
  private static final Logger LOG = System.getLogger(AdminLink.class.getName());

  private final long number;
  private final LocalConnection connection;
  private final Methods methods;
  private final AdminLimits limits;
  private final Consumer<AdminLink> onEnd;
  private final Outbox outbox;
  private final Thread writer;

  /** When the write that runs now began, in nanoseconds of the system; 0: none runs. */
  private final AtomicLong writingSince = new AtomicLong();

  private volatile boolean subscribed;

  /**
   * Takes over a connection.
   *
   * @param onEnd is told once, by the reader
   */
  AdminLink(
      long number,
      LocalConnection connection,
      Methods methods,
      AdminLimits limits,
      Consumer<AdminLink> onEnd) {
    this.number = number;
    this.connection = connection;
    this.methods = methods;
    this.limits = limits;
    this.onEnd = onEnd;
    this.outbox = new Outbox(limits.maxWaiting());
    this.writer = AdminServer.daemon("admin-write-" + number, this::write);
  }

  void start() {
    writer.start();
    AdminServer.daemon("admin-read-" + number, this::read).start();
  }

  private void read() {
    try {
      serve();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} has gone: {1}", connection.peer(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      onEnd.accept(this);
    }
  }

  private void serve() throws IOException, InterruptedException {
    LineReader lines = new LineReader(connection, limits.maxLine());
    try {
      Optional<byte[]> line = lines.next();
      while (line.isPresent()) {
        Optional<Message> answer = methods.answer(Codec.read(line.get()), this);
        if (answer.isPresent()) {
          send(answer.get());
        }
        line = lines.next();
      }
    } catch (LineReader.TooLongException e) {
      String sentence = "The line is longer than " + limits.maxLine() + " octets.";
      outbox.offer(refusal(ErrorCode.PARSE, sentence));
    }
    outbox.finish(); // who says no more may still read
    writer.join(limits.write().toMillis());
  }

  /** Returns the line that says why a connection is closed. */
  static byte[] refusal(ErrorCode code, String sentence) {
    return Codec.line(new Message.Failure(Optional.empty(), new RpcException(code, sentence)));
  }

  private void send(Message message) {
    if (!outbox.offer(Codec.line(message))) {
      LOG.log(Level.WARNING, "{0} asks and does not read; it is disconnected.", connection.peer());
      close();
    }
  }

  private void write() {
    try {
      Optional<byte[]> line = outbox.take();
      while (line.isPresent()) {
        writingSince.set(System.nanoTime() | 1);
        connection.write(ByteBuffer.wrap(line.get()));
        writingSince.set(0);
        line = outbox.take();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} can not be written to: {1}", connection.peer(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Something has changed. */
  void changed(Set<IsolationPart> parts) {
    if (subscribed) {
      outbox.changed(parts);
    }
  }

  /** Closes a link whose peer does not read. */
  void check(long nanoTime) {
    long since = writingSince.get();
    if (since != 0 && nanoTime - since > limits.write().toNanos()) {
      LOG.log(Level.WARNING, "{0} does not read; it is disconnected.", connection.peer());
      close();
    }
  }

  @Override
  public String name() {
    String peer = connection.peer();
    return connection
        .peerAccount()
        .filter(account -> !peer.contains(account))
        .map(account -> "account " + account + ", " + peer)
        .orElse(peer);
  }

  @Override
  public void subscribe() {
    subscribed = true;
  }

  /** Ends both threads. */
  void close() {
    outbox.close();
    connection.close();
  }
}
