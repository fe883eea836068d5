package ishmael.linemapper;

/**
 * The id of a call between gateway and provider: an unsigned 64-bit number other than 0. Bit 63 is
 * set in the ids a provider chose for calls that it created.
 */
public record CallId(long value) {
  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is 0
   */
  public CallId {
    if (value == 0) {
      throw new IllegalArgumentException("0 is no call id");
    }
  }

  /** Says whether a provider chose this id. */
  public boolean chosenByPeer() {
    return value < 0;
  }

  @Override
  public String toString() {
    return String.format("%016x", value);
  }
}
