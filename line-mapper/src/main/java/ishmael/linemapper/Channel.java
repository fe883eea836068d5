package ishmael.linemapper;

/** A PBX channel: the key of one leg of a call, such as {@code SIP/abDlFfq8x2726ee-00000559}. */
public record Channel(String value) {
  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Channel {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a channel must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
