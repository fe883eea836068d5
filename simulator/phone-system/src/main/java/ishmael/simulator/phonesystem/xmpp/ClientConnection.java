package ishmael.simulator.phonesystem.xmpp;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.vysper.mina.MinaBackedSessionContext;
import org.apache.vysper.xmpp.protocol.SessionStateHolder;
import org.apache.vysper.xmpp.server.ServerRuntimeContext;
import org.apache.vysper.xmpp.server.SessionState;
import org.apache.vysper.xmpp.stanza.Stanza;

/** One TCP connection of a client; may be written to from any thread. */
final class ClientConnection extends MinaBackedSessionContext {
  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());

  private static final String TLS = "tls";

  /** Stanzas that may wait for a client that does not read. */
  private static final int MAX_WAITING = 20_000;

  private final IoSession socket;
  private final Runnable onClose;
  private boolean tlsFollows;

  ClientConnection(
      ServerRuntimeContext server, SessionStateHolder state, IoSession socket, Hub hub) {
    super(server, state, socket);
    this.socket = socket;
    this.onClose = () -> hub.closed(this);
  }

  /** Login name of the client, in lower case. */
  String node() {
    return getInitiatingEntity().getNode();
  }

  @Override
  public void switchToTLS(boolean delayed, boolean clientMode) {
    tlsFollows = true;
  }

  @Override
  public void write(Stanza stanza) {
    if (tlsFollows) {
      tlsFollows = false;
      startTls();
    }
    super.write(stanza);
  }

  /**
   * Puts TLS 1.2 between the stanzas and the socket, from after the next stanza on.
   *
   * <p>Not 1.3: there the client's last handshake message and its first data may come in one piece,
   * and the filter of MINA 2.0.2 leaves the data lying until more arrives.
   */
  private void startTls() {
    SslFilter filter = new OrderedTls(getServerRuntimeContext().getSslContext());
    filter.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.getFilterChain().addFirst(TLS, filter);
    socket.setAttribute(SslFilter.DISABLE_ENCRYPTION_ONCE, true);
    socket.setAttribute(SslFilter.USE_NOTIFICATION, true);
  }

  void send(String xml) {
    if (socket.getScheduledWriteMessages() > MAX_WAITING) {
      LOG.warning(() -> "Client " + getInitiatingEntity() + " does not read; dropped");
      abort();
      return;
    }
    socket.write(new RawXml(xml));
  }

  /** Ends the stream with an error, then the connection. */
  void endWithError(String condition) {
    send(
        "<stream:error><"
            + condition
            + " xmlns=\"urn:ietf:params:xml:ns:xmpp-streams\"/></stream:error></stream:stream>");
    close();
  }

  /** Closes the connection after what is already written. */
  @Override
  public void close() {
    onClose.run();
    socket.close(false);
  }

  /** Resets the connection: no end of stream, no end of TLS. */
  void abort() {
    onClose.run();
    ((SocketSessionConfig) socket.getConfig()).setSoLinger(0);
    removeTls();
    socket.close(true);
  }

  /** Without its filter, TLS cannot say goodbye; a connection that closes has lost it already. */
  private void removeTls() {
    try {
      socket.getFilterChain().remove(TLS);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.FINE, "No TLS to remove", e);
    }
  }

  boolean awaitClosed(long limitMillis) {
    return socket.getCloseFuture().awaitUninterruptibly(limitMillis);
  }

  /** Vysper's own would tell presences that this server does not keep. */
  @Override
  public void endSession(SessionTerminationCause cause) {
    sessionStateHolder.setState(SessionState.CLOSED);
    close();
  }
}
