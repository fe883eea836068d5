package ishmael.linemapper;

import java.util.Optional;

/** Why a request failed, as TAPI programs are told. Source: LINEERR_ constants of tapi.h. */
public enum LineError {
  BEARERMODEUNAVAIL(0x80000003),
  CALLUNAVAIL(0x80000005),
  CONFERENCEFULL(0x80000007),
  DIALBILLING(0x80000008),
  DIALDIALTONE(0x80000009),
  DIALPROMPT(0x8000000A),
  DIALQUIET(0x8000000B),
  INUSE(0x8000000F),
  INVALADDRESS(0x80000010),
  INVALCALLHANDLE(0x80000018),
  INVALCALLSTATE(0x8000001C),
  INVALCONSULTCALLHANDLE(0x80000021),
  INVALLINEHANDLE(0x8000002B),
  INVALLINESTATE(0x8000002C),
  INVALPARAM(0x80000032),
  INVALTRANSFERMODE(0x8000003F),
  NODEVICE(0x80000042),
  OPERATIONFAILED(0x80000048),
  OPERATIONUNAVAIL(0x80000049),
  RESOURCEUNAVAIL(0x8000004B),
  ADDRESSBLOCKED(0x80000053),
  TARGETNOTFOUND(0x8000004E);

  private final int code;

  LineError(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns the constant with this code, or nothing if TAPI or this gateway has none. */
  public static Optional<LineError> ofCode(int code) {
    for (LineError one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
