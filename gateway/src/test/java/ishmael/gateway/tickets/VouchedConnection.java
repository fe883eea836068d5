package ishmael.gateway.tickets;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection of whose other end a test says who it is. */
record VouchedConnection(LocalConnection connection, Supplier<Optional<PeerIdentity>> vouched)
    implements LocalConnection {
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
    return vouched.get();
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
