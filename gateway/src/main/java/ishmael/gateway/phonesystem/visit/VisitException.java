package ishmael.gateway.phonesystem.visit;

/** A step of a {@link Visit} failed; the message is a sentence for the administrator. */
public final class VisitException extends Exception {
  private static final long serialVersionUID = 1;

  private final int refusals;

  /**
   * Makes one.
   *
   * @param refusals how often the phone system refused name or password, which it may count
   */
  public VisitException(String sentence, int refusals) {
    super(sentence);
    this.refusals = refusals;
  }

  /** Returns how often the phone system refused name or password. */
  public int refusals() {
    return refusals;
  }
}
