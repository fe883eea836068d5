package ishmael.linemapper;

/** The unique name of a phone, such as {@code Snom 000413411C47 [Office 2]}. */
public record DeviceName(String value) {
  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public DeviceName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a device name must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
