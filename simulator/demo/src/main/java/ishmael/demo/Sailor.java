package ishmael.demo;

import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Octets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * An account of the terminal server, signed in in a session of its own. Five have the names of
 * users of the phone system; Pip (106) has no account.
 */
public enum Sailor {
  AHAB("101", 2),
  STARBUCK("102", 3),
  STUBB("103", 4),
  FLASK("104", 5),
  QUEEQUEG("105", 6),
  /** Ahab's secretary: the table says so. */
  PERTH("101", 7),
  /** Owns no line; uses Pip's, which nobody owns, until another one claims it. */
  DOUGHBOY("106", 8),
  /** Owns no line. */
  FLEECE("106", 9);

  /** The Windows domain of all. */
  public static final String DOMAIN = "PEQUOD";

  private static final int[] DOMAIN_SID = {21, 1851, 10, 18};

  private final String line;
  private final int session;

  Sailor(String line, int session) {
    this.line = line;
    this.session = session;
  }

  /** Returns who uses this line when nothing else is said. */
  static Sailor at(String line) {
    return Arrays.stream(values())
        .filter(one -> one.line.equals(line))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody uses a line " + line));
  }

  /**
   * Returns who is named so.
   *
   * @throws IllegalArgumentException if nobody is; the message is for people
   */
  static Sailor named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.user().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no account " + name + "; ishmael sessions lists them."));
  }

  /** Returns the name without domain. */
  public String user() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns {@code DOMAIN\\name}. */
  public String account() {
    return DOMAIN + '\\' + user();
  }

  /** Returns the session id. */
  public int session() {
    return session;
  }

  /** Returns the SID in text form. */
  public String sid() {
    return caller().sidText();
  }

  /** Returns how the provider names a program in this session. */
  Caller.Known caller() {
    ByteBuffer sid = ByteBuffer.allocate(8 + 4 * (DOMAIN_SID.length + 1));
    sid.put((byte) 1).put((byte) (DOMAIN_SID.length + 1)).put(new byte[] {0, 0, 0, 0, 0, 5});
    sid.order(ByteOrder.LITTLE_ENDIAN);
    for (int part : DOMAIN_SID) {
      sid.putInt(part);
    }
    return new Caller.Known(Octets.of(sid.putInt(1_100 + session).array()), session());
  }
}
