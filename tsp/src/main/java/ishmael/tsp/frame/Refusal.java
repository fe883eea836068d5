package ishmael.tsp.frame;

/** Why the gateway does not take a peer. Source: docs/line-protocol.md, Errors. */
public enum Refusal {
  BAD_MAGIC(1),
  NO_COMMON_VERSION(2),
  TOO_MANY_PEERS(3),
  MALFORMED(4),
  NOT_ALLOWED(5);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  /** Returns the number on the wire. */
  public int code() {
    return code;
  }
}
