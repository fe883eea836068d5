package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/** What is known of one party of a call. Source: LINECALLPARTYID_ constants of tapi.h. */
public enum PartyFlag {
  BLOCKED(0x00000001),
  OUTOFAREA(0x00000002),
  NAME(0x00000004),
  ADDRESS(0x00000008),
  PARTIAL(0x00000010),
  UNKNOWN(0x00000020),
  UNAVAIL(0x00000040);

  private final int code;

  PartyFlag(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the bits of {@code set}, as TAPI's structures hold them. */
  public static int mask(Set<PartyFlag> set) {
    int bits = 0;
    for (PartyFlag one : set) {
      bits |= one.code;
    }
    return bits;
  }

  /** Returns the constants whose bits are set in {@code bits}; other bits are ignored. */
  public static Set<PartyFlag> ofMask(int bits) {
    EnumSet<PartyFlag> set = EnumSet.noneOf(PartyFlag.class);
    for (PartyFlag one : values()) {
      if ((bits & one.code) != 0) {
        set.add(one);
      }
    }
    return set;
  }
}
