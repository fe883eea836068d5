package ishmael.linemapper;

import java.util.Locale;

/**
 * The login name of a user of the phone system, without domain. XMPP compares such names without
 * regard to case, so this value holds the lower-case form; {@link User#spelling()} has the spelling
 * of the phone system.
 */
public record UserName(String value) {
  /**
   * Makes the lower-case form.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public UserName {
    value = value.toLowerCase(Locale.ROOT);
    if (value.isBlank()) {
      throw new IllegalArgumentException("a user name must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
