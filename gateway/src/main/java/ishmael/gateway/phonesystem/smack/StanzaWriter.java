package ishmael.gateway.phonesystem.smack;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.packet.Nonza;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that sends on a link. Smack's send blocks without limit when the server stops
 * reading; here only this thread waits, and the queue in front of it is bounded.
 */
final class StanzaWriter {
  /** How many stanzas may wait to be sent. */
  static final int BOUND = 256;

  private static final Logger LOGGER = LoggerFactory.getLogger(StanzaWriter.class);

  /** Hands a stanza to the server; may block. */
  interface Wire {
    void send(Nonza stanza) throws NotConnectedException, InterruptedException;
  }

  private final Wire wire;
  private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(BOUND);
  private final Thread thread;

  StanzaWriter(Wire wire, String name) {
    this.wire = wire;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Queues a stanza; false if the queue is full. */
  boolean offer(Outgoing outgoing) {
    return queue.offer(outgoing);
  }

  /** Stops at once; what waits is not sent. */
  void stop() {
    queue.forEach(Outgoing::withdraw);
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Outgoing next = queue.take();
        if (next.waiting()) {
          wire.send(next);
        }
      }
    } catch (NotConnectedException e) {
      LOGGER.debug("the connection ended before a stanza was sent: {}", e.getMessage());
    } catch (InterruptedException e) {
      LOGGER.debug("the writer of {} stops", thread.getName());
    }
  }
}
