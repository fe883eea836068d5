package ishmael.gateway.domain;

/** What an admin sees of the isolation of sessions, in parts that change apart. */
public enum IsolationPart {
  /** Who holds which line. */
  CLAIMS,
  /** The policy, the table of accounts among it. */
  POLICY,
  /** Which lines there are, and what they show. */
  LINES
}
