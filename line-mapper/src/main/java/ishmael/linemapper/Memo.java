package ishmael.linemapper;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The mapper's own note about a call, at most 1,024 octets; everybody else carries it unread. */
public final class Memo {
  private final byte[] octets;

  /**
   * Copies the octets.
   *
   * @throws IllegalArgumentException if there are more than 1,024
   */
  public Memo(byte[] octets) {
    if (octets.length > 1024) {
      throw new IllegalArgumentException("a memo has at most 1,024 octets, not " + octets.length);
    }
    this.octets = octets.clone();
  }

  /** Returns a copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Memo memo && Arrays.equals(octets, memo.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }
}
