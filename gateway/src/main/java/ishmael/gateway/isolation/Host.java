package ishmael.gateway.isolation;

import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.util.Optional;

/** What the gateway asks of the machine for the isolation of sessions. */
public interface Host {
  /** Returns who knows accounts. */
  AccountAuthority accounts();

  /** Makes what watches sessions; the caller closes it. */
  Sessions sessions();

  /** Opens the event log; the caller closes it. */
  EventLog events();

  /**
   * Opens the place where programs show who they are; the caller closes it. Empty: there is none on
   * this machine.
   *
   * @throws IOException if somebody else has it, or the system refuses it
   */
  default Optional<LocalServer> tickets() throws IOException {
    return Optional.empty();
  }

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
