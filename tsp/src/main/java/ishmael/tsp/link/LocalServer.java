package ishmael.tsp.link;

import java.io.Closeable;
import java.io.IOException;

/** A place on this machine where connections arrive. */
public interface LocalServer extends Closeable {
  /**
   * Waits for the next connection. One thread at a time.
   *
   * @throws java.nio.channels.ClosedChannelException if this server is closed
   * @throws IOException if the system has no room at the moment; later calls may succeed
   */
  LocalConnection accept() throws IOException;

  /** Returns where it is; for logs. */
  String address();

  /** Closes the place, not the connections that came from it. Never fails, may be repeated. */
  @Override
  void close();
}
