package ishmael.gateway.isolation;

import java.time.Instant;

/**
 * A session of the terminal server, as Windows lists it.
 *
 * @param id the session id; given anew after the session has ended
 * @param account {@code DOMAIN\name} of who is signed in
 * @param state whether somebody sees it
 * @param client the name of the machine it is shown on; empty at the console
 * @param since when the account signed in; the epoch if Windows does not tell
 */
public record WindowsSession(int id, String account, State state, String client, Instant since) {
  /** Whether somebody sees a session. */
  public enum State {
    /** It is shown on a client or the console. */
    ACTIVE,
    /** The client is gone, the programs run on. */
    DISCONNECTED
  }
}
