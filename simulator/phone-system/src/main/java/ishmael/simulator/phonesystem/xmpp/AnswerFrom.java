package ishmael.simulator.phonesystem.xmpp;

/** What the {@code from} of an answer is; the interface leaves it open. */
public enum AnswerFrom {
  /** There is none. */
  ABSENT,
  /** The client's own bare JID. */
  BARE,
  /** The server's domain. */
  SERVER
}
