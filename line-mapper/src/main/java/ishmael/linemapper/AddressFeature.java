package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a program may ask of the address of a line. Source: LINEADDRFEATURE_ constants of tapi.h.
 */
public enum AddressFeature {
  FORWARD(0x00000001),
  MAKECALL(0x00000002),
  PICKUP(0x00000004),
  SETMEDIACONTROL(0x00000008),
  SETTERMINAL(0x00000010),
  SETUPCONF(0x00000020),
  UNCOMPLETECALL(0x00000040),
  UNPARK(0x00000080),
  PICKUPHELD(0x00000100),
  PICKUPGROUP(0x00000200),
  PICKUPDIRECT(0x00000400),
  PICKUPWAITING(0x00000800);

  private final int code;

  AddressFeature(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the bits of {@code set}, as TAPI's structures hold them. */
  public static int mask(Set<AddressFeature> set) {
    int bits = 0;
    for (AddressFeature one : set) {
      bits |= one.code;
    }
    return bits;
  }

  /** Returns the constants whose bits are set in {@code bits}; other bits are ignored. */
  public static Set<AddressFeature> ofMask(int bits) {
    EnumSet<AddressFeature> set = EnumSet.noneOf(AddressFeature.class);
    for (AddressFeature one : values()) {
      if ((bits & one.code) != 0) {
        set.add(one);
      }
    }
    return set;
  }
}
