package ishmael.gateway.command;

/** How the gateway's process ends. Source: docs/admin-guide.md, Exit codes. */
public enum ExitCode {
  /** Stopped as asked. */
  DONE(0),
  /** Something failed that a restart may cure. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** Settings or password need an admin. */
  SETTINGS(3),
  /** Another gateway has the place where providers connect. */
  IN_USE(4),
  /** A command found no gateway, or one that does not let it in. */
  UNREACHABLE(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the number that the operating system sees. */
  public int code() {
    return code;
  }
}
