package ishmael.gateway.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A password. It never shows itself in a log: {@link #toString()} tells nothing.
 *
 * <p>The text is kept in Unicode's composed form (NFC), because the phone system compares octets
 * and keyboards differ in how they compose an umlaut.
 */
public final class Secret {
  private final String text;

  /**
   * Keeps a password.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Secret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a password must not be empty");
    }
    this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Returns the password itself; not for logs. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
