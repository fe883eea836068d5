package ishmael.gateway.admin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.rpc.Codec;
import ishmael.gateway.admin.rpc.LineReader;
import ishmael.gateway.admin.rpc.Message;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.LocalConnection;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A connection to a gateway's admin pipe. For one thread, but {@link #close}. */
public final class AdminClient implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AdminClient.class.getName());

  /** Longer than the gateway waits for anything. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /** What the gateway says of 10,000 lines has some 4 MiB. */
  private static final int MAX_LINE = 16 * 1_024 * 1_024;

  private static final String GONE = "the gateway has closed the connection";

  private final LocalConnection connection;

  /** Answers; nothing at last, once the gateway has gone. More than one only after a late one. */
  private final BlockingQueue<Optional<Message>> answers = new LinkedBlockingQueue<>();

  /** One permit for every notice; and one, for ever, once the gateway has gone. */
  private final Semaphore notices = new Semaphore(0);

  private volatile boolean gone;
  private int lastId;

  private AdminClient(LocalConnection connection) {
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody listens there, or somebody else
   */
  public static AdminClient connect(LocalClient place) throws IOException {
    LocalConnection connection = place.connect();
    if (!connection.allowed()) {
      connection.close();
      throw new IOException(
          "the gateway on " + place.address() + " runs as another account: " + connection.peer());
    }
    AdminClient client = new AdminClient(connection);
    Thread reader = new Thread(client::read, "admin-client");
    reader.setDaemon(true);
    reader.start();
    return client;
  }

  private void read() {
    try {
      LineReader lines = new LineReader(connection, MAX_LINE);
      Optional<byte[]> line = lines.next();
      while (line.isPresent()) {
        take(Codec.read(line.get()));
        line = lines.next();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The gateway has gone: {0}", e.getMessage());
    } finally {
      gone = true;
      answers.add(Optional.empty());
      notices.release();
      connection.close();
    }
  }

  private void take(Message message) {
    if (message instanceof Message.Notification) {
      notices.release();
    } else {
      answers.add(Optional.of(message));
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws RpcException if the gateway refuses
   * @throws IOException if it does not answer, or has gone
   */
  public JsonNode call(String method, ObjectNode params)
      throws RpcException, IOException, InterruptedException {
    IntNode id = IntNode.valueOf(++lastId);
    try {
      connection.write(ByteBuffer.wrap(Codec.line(new Message.Request(id, method, params))));
    } catch (IOException e) {
      // it has closed; perhaps it said why before
      LOG.log(Level.DEBUG, "The gateway can not be asked: {0}", e.getMessage());
    }
    return await(id);
  }

  private JsonNode await(IntNode id) throws RpcException, IOException, InterruptedException {
    long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (true) {
      Optional<Message> answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (answer == null) {
        throw new IOException(
            "the gateway did not answer within " + ANSWER_LIMIT.toSeconds() + " s");
      }
      if (answer.isEmpty()) {
        answers.add(answer);
        throw new EOFException(GONE);
      }
      if (answer.get() instanceof Message.Failure failure
          && failure.id().map(id::equals).orElse(true)) {
        throw failure.error();
      }
      if (answer.get() instanceof Message.Result result && result.id().equals(id)) {
        return result.value();
      }
    }
  }

  /**
   * Waits for the next notice; several that came meanwhile count as one.
   *
   * @throws IOException if the gateway has gone
   */
  public void awaitNotice() throws IOException, InterruptedException {
    notices.acquire();
    notices.drainPermits();
    if (gone) {
      throw new EOFException(GONE);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
