package ishmael.simulator.phonesystem.xmpp;

/** A way to log in. */
public enum SaslMechanism {
  /** RFC 4616. */
  PLAIN("PLAIN", ""),
  /** RFC 5802, without channel binding. */
  SCRAM_SHA_1("SCRAM-SHA-1", "SHA1"),
  /** RFC 7677, without channel binding. */
  SCRAM_SHA_256("SCRAM-SHA-256", "SHA256"),
  /** As SCRAM_SHA_1, of a server whose stored hashes fit no password: it refuses everybody. */
  SCRAM_SHA_1_UNFIT("SCRAM-SHA-1", "SHA1");

  private final String wireName;
  private final String hash;

  SaslMechanism(String wireName, String hash) {
    this.wireName = wireName;
    this.hash = hash;
  }

  /** Its name in the stream's features. */
  public String wireName() {
    return wireName;
  }

  /** An exchange with one client that has just named this mechanism. */
  SaslExchange begin(Accounts accounts) {
    return this == PLAIN
        ? new PlainExchange(accounts)
        : new ScramExchange(accounts, hash, this != SCRAM_SHA_1_UNFIT);
  }
}
