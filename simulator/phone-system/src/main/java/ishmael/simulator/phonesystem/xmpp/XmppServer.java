package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The XMPP port of the phone system, on the loopback interface with TLS.
 *
 * <p>Methods may be called from any thread. None waits longer than a few seconds.
 */
public final class XmppServer implements AutoCloseable {

  private final String domain;
  private final Front front;
  private final Hub hub;
  private final ServerIdentity identity;
  private final Reception reception;
  private @Nullable Port open;
  private volatile int port;

  /**
   * Makes a server that is not started yet, with the usual options.
   *
   * @param port 0 for any; a port once got is kept over restarts
   */
  public XmppServer(Engine engine, String domain, int port) {
    this(engine, domain, port, XmppOptions.usual());
  }

  /** Makes a server that is not started yet. */
  public XmppServer(Engine engine, String domain, int port, XmppOptions options) {
    this.domain = domain;
    this.port = port;
    this.front = new Front(engine);
    this.hub = new Hub(engine, domain, front);
    this.identity = ServerIdentity.create(domain, engine.timeline().now());
    this.reception = new Reception(domain, options, identity, new Accounts(engine, domain), hub);
  }

  /**
   * Opens the port.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public synchronized void start() {
    if (open != null) {
      throw new IllegalStateException("The server runs already");
    }
    try {
      open = Port.open(port, reception);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the XMPP port " + port, e);
    }
    port = open.number();
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
    Port running = open;
    open = null;
    if (running != null) {
      running.close(farewell);
    }
  }

  public synchronized boolean isRunning() {
    return open != null;
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

  /**
   * Takes the names of the commands that clients sent since the last time, as {@code base.Dial}, in
   * order; at most the latest 1,000 are kept.
   */
  public List<String> takeCommands() {
    return front.takeCommands();
  }

  /** The full JIDs of all bound sessions, oldest first. */
  public List<String> sessions() {
    return hub.sessions();
  }

  /** Resets every connection without an end of stream; the port stays open. */
  public synchronized void dropConnections() {
    if (open != null) {
      open.connections().forEach(ClientConnection::abort);
    }
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
