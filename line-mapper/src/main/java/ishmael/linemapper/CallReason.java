package ishmael.linemapper;

import java.util.Optional;

/** Why a call came to this line. Source: LINECALLREASON_ constants of tapi.h. */
public enum CallReason {
  DIRECT(0x00000001),
  FWDBUSY(0x00000002),
  FWDNOANSWER(0x00000004),
  FWDUNCOND(0x00000008),
  PICKUP(0x00000010),
  UNPARK(0x00000020),
  REDIRECT(0x00000040),
  CALLCOMPLETION(0x00000080),
  TRANSFER(0x00000100),
  REMINDER(0x00000200),
  UNKNOWN(0x00000400),
  UNAVAIL(0x00000800);

  private final int code;

  CallReason(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the constant with this code, or nothing if TAPI or this gateway has none. */
  public static Optional<CallReason> ofCode(int code) {
    for (CallReason one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
