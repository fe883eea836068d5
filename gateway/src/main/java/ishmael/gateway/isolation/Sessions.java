package ishmael.gateway.isolation;

import java.util.List;

/** The sessions of the terminal server in which somebody is signed in. */
public interface Sessions extends AutoCloseable {
  /** Is told of sessions, on a thread of {@link Sessions}; does not wait. */
  interface Listener {
    /**
     * Somebody has logged off, or the session is gone for another reason; its id may be given to
     * another one from now on. A session that is merely disconnected has not ended.
     */
    void ended(int session);
  }

  /** Begins to tell; a second call fails. A session that ended before is not told. */
  void start(Listener listener);

  /** Returns the sessions there are; may take a moment. Any thread. */
  List<WindowsSession> now();

  /** Ends the thread. */
  @Override
  void close();

  /** Where there is no Windows there are no sessions. */
  static Sessions none() {
    return new Sessions() {
      @Override
      public void start(Listener listener) {}

      @Override
      public List<WindowsSession> now() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }
}
