package ishmael.demo;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection whose other end is taken to allow no more than to learn who it is. */
record LimitedConnection(LocalConnection connection) implements LocalConnection {
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
