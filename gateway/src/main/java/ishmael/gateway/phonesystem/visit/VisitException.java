package ishmael.gateway.phonesystem.visit;

/** A step of a {@link Visit} failed; the message is a sentence for the administrator. */
public final class VisitException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean counted;

  /**
   * Makes one.
   *
   * @param counted whether the phone system refused name or password, which it may count
   */
  public VisitException(String sentence, boolean counted) {
    super(sentence);
    this.counted = counted;
  }

  /** Says whether the phone system refused name or password, which it may count. */
  public boolean counted() {
    return counted;
  }
}
