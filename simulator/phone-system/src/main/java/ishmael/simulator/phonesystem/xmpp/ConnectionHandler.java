package ishmael.simulator.phonesystem.xmpp;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.mina.core.session.IoSession;
import org.apache.vysper.mina.XmppIoHandlerAdapter;
import org.apache.vysper.xmpp.protocol.SessionStateHolder;
import org.apache.vysper.xmpp.server.ServerRuntimeContext;
import org.apache.vysper.xmpp.server.SessionContext.SessionTerminationCause;

/** Vysper's connection handler for our kind of connection. */
final class ConnectionHandler extends XmppIoHandlerAdapter {
  private static final Logger LOG = Logger.getLogger(ConnectionHandler.class.getName());

  private final ServerRuntimeContext server;
  private final Hub hub;

  ConnectionHandler(ServerRuntimeContext server, Hub hub) {
    this.server = server;
    this.hub = hub;
    setServerRuntimeContext(server);
  }

  @Override
  public void sessionCreated(IoSession socket) {
    SessionStateHolder state = new SessionStateHolder();
    ClientConnection connection = new ClientConnection(server, state, socket, hub);
    socket.setAttribute(ATTRIBUTE_VYSPER_SESSION, connection);
    socket.setAttribute(ATTRIBUTE_VYSPER_SESSIONSTATEHOLDER, state);
    hub.opened(connection);
  }

  @Override
  public void messageReceived(IoSession socket, Object message) throws Exception {
    if (message == StreamEnd.INSTANCE) {
      ClientConnection connection = connection(socket);
      connection.send("</stream:stream>");
      connection.endSession(SessionTerminationCause.CLIENT_BYEBYE);
    } else {
      super.messageReceived(socket, message);
    }
  }

  @Override
  public void exceptionCaught(IoSession socket, Throwable cause) throws Exception {
    if (cause instanceof IOException) {
      LOG.log(Level.FINE, "Connection lost", cause);
      socket.close(true);
    } else {
      super.exceptionCaught(socket, cause);
    }
  }

  private static ClientConnection connection(IoSession socket) {
    return (ClientConnection) socket.getAttribute(ATTRIBUTE_VYSPER_SESSION);
  }
}
