package ishmael.tsp.link;

import java.io.IOException;

/** The way to a {@link LocalServer}. */
public interface LocalClient {
  /**
   * Connects; takes a few seconds at most.
   *
   * @throws IOException if nobody listens there, or not to us
   */
  LocalConnection connect() throws IOException;

  /** Returns where it connects to; for logs. */
  String address();
}
