package ishmael.simulator.phonesystem.xmpp;

/** The client broke the rules of the stream, which ends it. */
final class StreamError extends Exception {
  private final String condition;

  /**
   * Names what was broken.
   *
   * @param condition Source: RFC 6120, 4.9.3
   */
  StreamError(String condition) {
    super(condition, null, false, false);
    this.condition = condition;
  }

  String condition() {
    return condition;
  }

  /** What ends the stream. */
  static String farewell(String condition) {
    return "<stream:error><"
        + condition
        + " xmlns=\"urn:ietf:params:xml:ns:xmpp-streams\"/></stream:error></stream:stream>";
  }
}
