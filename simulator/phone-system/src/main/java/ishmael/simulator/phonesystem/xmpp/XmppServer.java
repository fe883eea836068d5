package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;

/**
 * The XMPP port of the phone system, on the loopback interface with TLS.
 *
 * <p>Methods may be called from any thread, but not at the same time by several.
 */
public final class XmppServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(XmppServer.class.getName());
  private static final long CLOSE_LIMIT_MILLIS = 2_000;

  private final Engine engine;
  private final String domain;
  private final Front front;
  private final Hub hub;
  private final ServerIdentity identity;
  private @Nullable NioSocketAcceptor acceptor;
  private int port;

  /**
   * Makes a server that is not started yet.
   *
   * @param port 0 for any; a port once got is kept over restarts
   */
  public XmppServer(Engine engine, String domain, int port) {
    this.engine = engine;
    this.domain = domain;
    this.port = port;
    this.front = new Front(engine);
    this.hub = new Hub(engine, domain, front);
    this.identity = ServerIdentity.create(domain, engine.timeline().now());
  }

  /**
   * Opens the port.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public synchronized void start() {
    if (acceptor != null) {
      throw new IllegalStateException("The server runs already");
    }
    PlainLogin login = new PlainLogin(engine, domain);
    StreamServer stream = new StreamServer(domain, identity, login, hub);
    NioSocketAcceptor opened = new NioSocketAcceptor(1);
    opened.setReuseAddress(true);
    opened.getSessionConfig().setTcpNoDelay(true);
    opened.getFilterChain().addLast("stanzas", new ProtocolCodecFilter(new StanzaCodec()));
    opened.setHandler(new ConnectionHandler(stream, hub));
    try {
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      opened.dispose();
      throw new UncheckedIOException("Cannot open the XMPP port " + port, e);
    }
    port = opened.getLocalAddress().getPort();
    acceptor = opened;
  }

  /** Ends all streams in order and closes the port; does nothing if that was done. */
  public synchronized void stop() {
    shut(connection -> connection.endWithError("system-shutdown"));
  }

  /** Resets all connections and closes the port, as a crash would. */
  public synchronized void kill() {
    shut(ClientConnection::abort);
  }

  private void shut(Consumer<ClientConnection> farewell) {
    NioSocketAcceptor running = acceptor;
    acceptor = null;
    if (running == null) {
      return;
    }
    running.setCloseOnDeactivation(false);
    bounded("unbind", running::unbind);
    List<ClientConnection> open = hub.connections();
    open.forEach(farewell);
    open.forEach(connection -> connection.awaitClosed(CLOSE_LIMIT_MILLIS));
    bounded("dispose", () -> running.dispose(true));
  }

  /**
   * Has MINA let go of the port, and waits for its threads: only when they end is the port free for
   * {@link #start}. MINA itself waits without a limit.
   */
  private static void bounded(String what, Runnable step) {
    Thread closer = new Thread(step, "phone-system-port-" + what);
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSE_LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closer.isAlive()) {
      LOG.warning("The XMPP port is not closed yet: " + List.of(closer.getStackTrace()));
    }
  }

  public boolean isRunning() {
    return acceptor != null;
  }

  /** The port on the loopback interface. */
  public int port() {
    return port;
  }

  public String domain() {
    return domain;
  }

  /** The self-signed certificate that clients have to trust. */
  public X509Certificate certificate() {
    return identity.certificate();
  }

  public Faults faults() {
    return front.faults();
  }

  /** The full JIDs of all bound sessions, oldest first. */
  public List<String> sessions() {
    return hub.sessions();
  }

  /** Resets every connection without an end of stream; the port stays open. */
  public void dropConnections() {
    hub.connections().forEach(ClientConnection::abort);
  }

  /**
   * Writes text into the stream of a session as it is.
   *
   * @throws IllegalArgumentException if there is no such session
   */
  public void sendRaw(String fullJid, String xml) {
    hub.session(fullJid)
        .orElseThrow(() -> new IllegalArgumentException("No such session: " + fullJid))
        .connection
        .send(xml);
  }

  /**
   * Takes the oldest iq of type result or error that a client sent and that nobody took yet.
   *
   * @return empty if none came within {@code limit}
   */
  public Optional<XmlElement> nextReply(Duration limit) throws InterruptedException {
    return hub.nextReply(limit);
  }

  /** Stops the server for good. */
  @Override
  public void close() {
    stop();
    front.close();
  }
}
