package ishmael.linemapper;

/**
 * The permanent id of a line: LINEDEVCAPS.dwPermanentLineID, an unsigned 32-bit number other than
 * 0.
 */
public record LineId(int value) {
  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is 0
   */
  public LineId {
    if (value == 0) {
      throw new IllegalArgumentException("0 is no permanent line id");
    }
  }

  @Override
  public String toString() {
    return String.format("%08x", value);
  }
}
