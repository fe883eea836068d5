package ishmael.tsp.endpoint;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server whose first accept fails, as if there were no room for another handle. */
final class FailingOnceServer implements LocalServer {
  private final LocalServer server;
  private final AtomicBoolean failed = new AtomicBoolean();

  FailingOnceServer(LocalServer server) {
    this.server = server;
  }

  @Override
  public LocalConnection accept() throws IOException {
    if (failed.compareAndSet(false, true)) {
      throw new IOException("Too many open files");
    }
    return server.accept();
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
