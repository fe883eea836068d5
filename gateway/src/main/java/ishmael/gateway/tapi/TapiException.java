package ishmael.gateway.tapi;

/** TAPI has said no. The message is for the person who typed the command. */
public final class TapiException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  /** Something else than a LINEERR. */
  public TapiException(String message) {
    super(message);
    this.code = 0;
  }

  /** A library that cannot be loaded. */
  public TapiException(String message, Throwable cause) {
    super(message, cause);
    this.code = 0;
  }

  private TapiException(String message, int code) {
    super(message);
    this.code = code;
  }

  /** The LINEERR that a function gave. */
  static TapiException of(String function, int code) {
    return new TapiException(function + ": " + LineErrors.sentence(code), code);
  }

  /** Throws if the result of a function is an error. */
  static void check(String function, int result) throws TapiException {
    if (result < 0) {
      throw of(function, result);
    }
  }

  /** Returns the LINEERR, 0 if it is none. */
  int code() {
    return code;
  }

  /** Returns the message; an exception of this class always has one. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
