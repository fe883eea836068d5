package ishmael.gateway.tapi;

/** How {@code tapi dial} ended. Source: docs/admin-guide.md, What TAPI sees. */
enum DialEnd {
  CONNECTED(0, "The call was connected and has ended."),
  ENDED(0, "The call ended normally, without being connected."),
  FAILED(1, "The end of the call is not known: it did not become IDLE."),
  BUSY(5, "The number is busy."),
  REFUSED(6, "The call was refused."),
  UNREACHED(7, "The number was not reached.");

  private final int code;
  private final String sentence;

  DialEnd(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The exit code. */
  int code() {
    return code;
  }

  String sentence() {
    return sentence;
  }
}
