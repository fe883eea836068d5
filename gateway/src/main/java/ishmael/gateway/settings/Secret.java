package ishmael.gateway.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A password. It never shows itself in a log: {@link #toString()} tells nothing.
 *
 * <p>The text is kept in Unicode's composed form (NFC), because the phone system compares octets
 * and keyboards differ in how they compose an umlaut.
 */
public final class Secret {
  private final String text;
  private final Optional<String> stored;

  /**
   * Keeps a password.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Secret(String text) {
    this(text, Optional.empty());
  }

  /** Keeps a password of a file that was written at a time. */
  Secret(String text, Optional<String> stored) {
    this.stored = stored;
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a password must not be empty");
    }
    this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Returns the password itself; not for logs. */
  public String reveal() {
    return text;
  }

  /** Returns when it was stored, if it comes from a file; storing it again changes that. */
  public Optional<String> stored() {
    return stored;
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
