package ishmael.gateway.isolation;

/** The event log of Windows, where admins look for what was refused. Nothing here waits. */
public interface EventLog extends AutoCloseable {
  /** Raises an event: a request was refused. {@code text} says who, what and why; no numbers. */
  void refused(String text);

  /** Ends what belongs to it; what waits is written within a second. */
  @Override
  void close();

  /** Elsewhere there is no such log. */
  static EventLog none() {
    return new EventLog() {
      @Override
      public void refused(String text) {}

      @Override
      public void close() {}
    };
  }
}
