package ishmael.linemapper;

/**
 * Which Windows session a request came from, as far as the provider could tell. Source:
 * docs/line-protocol.md, {@code caller}.
 */
public sealed interface Caller {

  /**
   * A program of a known account and session.
   *
   * @param sid the security identifier in text form, {@code S-1-…}
   * @param session the session id of the terminal server
   */
  record Known(String sid, int session) implements Caller {}

  /**
   * No program asked: the telephony service acts by itself, such as cleaning up after a program.
   */
  record Nobody(int error) implements Caller {}

  /** A program may have asked, but the provider could not tell which. */
  record Unidentified(int error) implements Caller {}

  /**
   * The provider could not tell, and has asked the program itself: the provider's part in that
   * program shows who it is with this ticket.
   *
   * @param ticket what the provider gave to that one program, 32 hexadecimal digits
   */
  record Asked(String ticket) implements Caller {}
}
