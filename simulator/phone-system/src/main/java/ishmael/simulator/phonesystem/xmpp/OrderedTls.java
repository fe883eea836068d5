package ishmael.simulator.phonesystem.xmpp;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslFilter;

/**
 * TLS of one connection that hands on what it received in order, and on the connection's thread
 * only.
 *
 * <p>MINA's own lets each thread that writes hand on what the connection's thread has just
 * deciphered, so two pieces of a stream may overtake each other. Here both take turns while they
 * encipher and decipher; what was received is put aside meanwhile, and handed on afterwards with no
 * lock held.
 */
final class OrderedTls extends SslFilter {
  private final Object turn = new Object();
  private final Queue<Object> received = new ConcurrentLinkedQueue<>();

  OrderedTls(SSLContext context) {
    super(context);
  }

  @Override
  public void messageReceived(IoFilter.NextFilter next, IoSession session, Object message)
      throws SSLException {
    synchronized (turn) {
      super.messageReceived(new Aside(next), session, message);
    }
    for (Object one = received.poll(); one != null; one = received.poll()) {
      next.messageReceived(session, one);
    }
  }

  @Override
  public void filterWrite(IoFilter.NextFilter next, IoSession session, WriteRequest request)
      throws SSLException {
    synchronized (turn) {
      super.filterWrite(next, session, request);
    }
  }

  @Override
  public void filterClose(IoFilter.NextFilter next, IoSession session) throws SSLException {
    synchronized (turn) {
      super.filterClose(next, session);
    }
  }

  /** Passes everything on but received messages, which it puts aside. */
  private final class Aside implements IoFilter.NextFilter {
    private final IoFilter.NextFilter next;

    Aside(IoFilter.NextFilter next) {
      this.next = next;
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
      received.add(message);
    }

    @Override
    public void sessionCreated(IoSession session) {
      next.sessionCreated(session);
    }

    @Override
    public void sessionOpened(IoSession session) {
      next.sessionOpened(session);
    }

    @Override
    public void sessionClosed(IoSession session) {
      next.sessionClosed(session);
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
      next.sessionIdle(session, status);
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
      next.exceptionCaught(session, cause);
    }

    @Override
    public void messageSent(IoSession session, WriteRequest request) {
      next.messageSent(session, request);
    }

    @Override
    public void filterWrite(IoSession session, WriteRequest request) {
      next.filterWrite(session, request);
    }

    @Override
    public void filterClose(IoSession session) {
      next.filterClose(session);
    }
  }
}
