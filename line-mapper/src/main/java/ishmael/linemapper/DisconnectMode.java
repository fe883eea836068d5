package ishmael.linemapper;

import java.util.Optional;

/**
 * Why a call ended; the mode of CallState.DISCONNECTED. Source: LINEDISCONNECTMODE_ constants of
 * tapi.h.
 */
public enum DisconnectMode {
  NORMAL(0x00000001),
  UNKNOWN(0x00000002),
  REJECT(0x00000004),
  PICKUP(0x00000008),
  FORWARDED(0x00000010),
  BUSY(0x00000020),
  NOANSWER(0x00000040),
  BADADDRESS(0x00000080),
  UNREACHABLE(0x00000100),
  CONGESTION(0x00000200),
  INCOMPATIBLE(0x00000400),
  UNAVAIL(0x00000800),
  NODIALTONE(0x00001000),
  NUMBERCHANGED(0x00002000),
  OUTOFORDER(0x00004000),
  TEMPFAILURE(0x00008000),
  QOSUNAVAIL(0x00010000),
  BLOCKED(0x00020000),
  DONOTDISTURB(0x00040000),
  CANCELLED(0x00080000);

  private final int code;

  DisconnectMode(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the constant with this code, or nothing if TAPI or this gateway has none. */
  public static Optional<DisconnectMode> ofCode(int code) {
    for (DisconnectMode one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
