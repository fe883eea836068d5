package ishmael.linemapper;

/** An internal number of the phone system. */
public record Extension(String value) {
  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Extension {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an extension must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
