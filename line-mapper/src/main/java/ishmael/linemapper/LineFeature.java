package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/** What a program may ask of a line. Source: LINEFEATURE_ constants of tapi.h. */
public enum LineFeature {
  DEVSPECIFIC(0x00000001),
  DEVSPECIFICFEAT(0x00000002),
  FORWARD(0x00000004),
  MAKECALL(0x00000008);

  private final int code;

  LineFeature(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the bits of {@code set}, as TAPI's structures hold them. */
  public static int mask(Set<LineFeature> set) {
    int bits = 0;
    for (LineFeature one : set) {
      bits |= one.code;
    }
    return bits;
  }

  /** Returns the constants whose bits are set in {@code bits}; other bits are ignored. */
  public static Set<LineFeature> ofMask(int bits) {
    EnumSet<LineFeature> set = EnumSet.noneOf(LineFeature.class);
    for (LineFeature one : values()) {
      if ((bits & one.code) != 0) {
        set.add(one);
      }
    }
    return set;
  }
}
