package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a program may ask of a call in its present state. Source: LINECALLFEATURE_ constants of
 * tapi.h.
 */
public enum CallFeature {
  ACCEPT(0x00000001),
  ADDTOCONF(0x00000002),
  ANSWER(0x00000004),
  BLINDTRANSFER(0x00000008),
  COMPLETECALL(0x00000010),
  COMPLETETRANSF(0x00000020),
  DIAL(0x00000040),
  DROP(0x00000080),
  GATHERDIGITS(0x00000100),
  GENERATEDIGITS(0x00000200),
  GENERATETONE(0x00000400),
  HOLD(0x00000800),
  MONITORDIGITS(0x00001000),
  MONITORMEDIA(0x00002000),
  MONITORTONES(0x00004000),
  PARK(0x00008000),
  PREPAREADDCONF(0x00010000),
  REDIRECT(0x00020000),
  REMOVEFROMCONF(0x00040000),
  SECURECALL(0x00080000),
  SENDUSERUSER(0x00100000),
  SETCALLPARAMS(0x00200000),
  SETMEDIACONTROL(0x00400000),
  SETTERMINAL(0x00800000),
  SETUPCONF(0x01000000),
  SETUPTRANSFER(0x02000000),
  SWAPHOLD(0x04000000),
  UNHOLD(0x08000000);

  private final int code;

  CallFeature(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the bits of {@code set}, as TAPI's structures hold them. */
  public static int mask(Set<CallFeature> set) {
    int bits = 0;
    for (CallFeature one : set) {
      bits |= one.code;
    }
    return bits;
  }

  /** Returns the constants whose bits are set in {@code bits}; other bits are ignored. */
  public static Set<CallFeature> ofMask(int bits) {
    EnumSet<CallFeature> set = EnumSet.noneOf(CallFeature.class);
    for (CallFeature one : values()) {
      if ((bits & one.code) != 0) {
        set.add(one);
      }
    }
    return set;
  }
}
