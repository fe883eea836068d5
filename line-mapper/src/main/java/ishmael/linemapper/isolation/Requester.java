package ishmael.linemapper.isolation;

/** Who asks for something of a line. */
public sealed interface Requester {

  /** A program of this account in this session of the terminal server. */
  record Person(Account account, int session) implements Requester {}

  /** A program may have asked, but nobody can tell whose. */
  record Stranger() implements Requester {}
}
