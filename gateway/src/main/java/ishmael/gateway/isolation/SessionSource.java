package ishmael.gateway.isolation;

import java.io.IOException;
import java.util.List;

/** Where sessions are looked up, and what says when to look. */
public interface SessionSource extends AutoCloseable {
  /**
   * Lists the sessions in which somebody is signed in. Any thread.
   *
   * @throws IOException if the system does not name them all
   */
  List<WindowsSession> list() throws IOException;

  /**
   * Begins to call {@code news}, on any thread, whenever a session may have changed.
   *
   * @throws IOException if the system will not tell; may be tried again
   */
  void begin(Runnable news) throws IOException;

  /** Ends the telling, and a {@link #begin} that still waits. */
  @Override
  void close();
}
