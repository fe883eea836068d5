package ishmael.gateway.isolation;

/** What the gateway asks of the machine for the isolation of sessions. */
public interface Host {
  /** Returns who knows accounts. */
  AccountAuthority accounts();

  /** Makes what watches sessions; the caller closes it. */
  Sessions sessions();

  /** Opens the event log; the caller closes it. */
  EventLog events();

  /** A machine without Windows: no accounts, no sessions, no event log but the gateway's. */
  static Host none() {
    return new Host() {
      @Override
      public AccountAuthority accounts() {
        return AccountAuthority.none();
      }

      @Override
      public Sessions sessions() {
        return Sessions.none();
      }

      @Override
      public EventLog events() {
        return EventLog.gatewayLog();
      }
    };
  }
}
