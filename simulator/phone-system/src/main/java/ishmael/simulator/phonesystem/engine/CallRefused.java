package ishmael.simulator.phonesystem.engine;

/** The phone system refuses what it was asked to do; nothing has changed. */
public final class CallRefused extends RuntimeException {
  public CallRefused(String reason) {
    super(reason);
  }

  /** The reason as told to the client. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
