package ishmael.tsp.endpoint;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A server for whose clients the system does not vouch. */
record StrangersServer(LocalServer server) implements LocalServer {
  @Override
  public LocalConnection accept() throws IOException {
    return new Stranger(server.accept());
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }

  private record Stranger(LocalConnection connection) implements LocalConnection {
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
      return false;
    }

    @Override
    public String peer() {
      return "a stranger";
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
