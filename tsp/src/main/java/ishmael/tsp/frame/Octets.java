package ishmael.tsp.frame;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A few octets as an immutable value. */
public final class Octets {
  /** No octets. */
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** Copies an array. */
  public static Octets of(byte... octets) {
    return octets.length == 0 ? NONE : new Octets(octets.clone());
  }

  /** Returns how many octets there are. */
  public int size() {
    return octets.length;
  }

  /** Returns the octet at a position as a number from 0 to 255. */
  public int at(int index) {
    return octets[index] & 0xff;
  }

  /** Returns a copy of the octets. */
  public byte[] toArray() {
    return octets.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets those && Arrays.equals(octets, those.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Returns the octets in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
