package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.UserAccount;

/** One attempt of one client to log in. */
interface SaslExchange {
  /** Takes what the client said, without its base64. */
  Step next(byte[] said);

  /** What the server says to it; anything but a challenge ends the exchange. */
  sealed interface Step {}

  record Challenge(String data) implements Step {}

  /** The client is in; {@code data} may be empty. */
  record Success(UserAccount user, String data) implements Step {}

  /**
   * The client is not in.
   *
   * @param condition Source: RFC 6120, 6.5
   */
  record Failure(String condition) implements Step {}
}
