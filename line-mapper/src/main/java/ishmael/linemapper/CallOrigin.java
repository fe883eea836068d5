package ishmael.linemapper;

import java.util.Optional;

/** Where a call came from. Source: LINECALLORIGIN_ constants of tapi.h. */
public enum CallOrigin {
  OUTBOUND(0x00000001),
  INTERNAL(0x00000002),
  EXTERNAL(0x00000004),
  UNKNOWN(0x00000010),
  UNAVAIL(0x00000020),
  CONFERENCE(0x00000040),
  INBOUND(0x00000080);

  private final int code;

  CallOrigin(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the constant with this code, or nothing if TAPI or this gateway has none. */
  public static Optional<CallOrigin> ofCode(int code) {
    for (CallOrigin one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
