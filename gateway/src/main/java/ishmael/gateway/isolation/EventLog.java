package ishmael.gateway.isolation;

import java.lang.System.Logger.Level;

/**
 * The event log of Windows, where admins look for what was refused. One thread of the audit log
 * calls it, so it may wait for Windows.
 */
public interface EventLog extends AutoCloseable {
  /** Raises an event: a request was refused. {@code text} says who, what and why; no numbers. */
  void refused(String text);

  /** Ends what belongs to it. */
  @Override
  void close();

  /** Where there is no such log, warnings in the gateway's own log stand for it. */
  static EventLog gatewayLog() {
    return new EventLog() {
      @Override
      public void refused(String text) {
        System.getLogger(EventLog.class.getName()).log(Level.WARNING, "{0}", text);
      }

      @Override
      public void close() {}
    };
  }

  /** Raises nothing. */
  static EventLog none() {
    return new EventLog() {
      @Override
      public void refused(String text) {}

      @Override
      public void close() {}
    };
  }
}
