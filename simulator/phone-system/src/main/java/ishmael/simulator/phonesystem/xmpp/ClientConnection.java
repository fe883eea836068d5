package ishmael.simulator.phonesystem.xmpp;

import java.util.logging.Logger;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.vysper.mina.MinaBackedSessionContext;
import org.apache.vysper.xmpp.protocol.SessionStateHolder;
import org.apache.vysper.xmpp.server.ServerRuntimeContext;
import org.apache.vysper.xmpp.server.SessionState;

/** One TCP connection of a client; may be written to from any thread. */
final class ClientConnection extends MinaBackedSessionContext {
  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());

  /** Stanzas that may wait for a client that does not read. */
  private static final int MAX_WAITING = 20_000;

  private final IoSession socket;
  private final Runnable onClose;

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
    socket.close(false);
  }

  /** Resets the connection: no end of stream, no end of TLS. */
  void abort() {
    ((SocketSessionConfig) socket.getConfig()).setSoLinger(0);
    for (IoFilterChain.Entry filter : socket.getFilterChain().getAll()) {
      socket.getFilterChain().remove(filter.getFilter());
    }
    socket.close(true);
  }

  boolean awaitClosed(long limitMillis) {
    return socket.getCloseFuture().awaitUninterruptibly(limitMillis);
  }

  /** Vysper's own would tell presences that this server does not keep. */
  @Override
  public void endSession(SessionTerminationCause cause) {
    sessionStateHolder.setState(SessionState.CLOSED);
    onClose.run();
    close();
  }
}
