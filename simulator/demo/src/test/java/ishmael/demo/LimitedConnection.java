package ishmael.demo;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection whose other end is taken to allow no more than to learn who it is. */
record LimitedConnection(LocalConnection connection) implements LocalConnection {
  /** Wine takes on each client's identity at level Impersonation, whatever the client allows. */
  static LocalServer limiting(LocalServer server) {
    return new LocalServer() {
      @Override
      public LocalConnection accept() throws IOException {
        return new LimitedConnection(server.accept());
      }

      @Override
      public String address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return connection.read(target);
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    connection.write(source);
  }

  @Override
  public boolean allowed() {
    return connection.allowed();
  }

  @Override
  public Optional<PeerIdentity> peerIdentity() {
    return connection
        .peerIdentity()
        .map(who -> new PeerIdentity(who.account(), who.session(), true));
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public void close() {
    connection.close();
  }
}
