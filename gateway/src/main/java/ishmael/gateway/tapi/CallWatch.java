package ishmael.gateway.tapi;

/** What became of one call, by its states. */
final class CallWatch {
  private static final int REFUSALS =
      Bits.DISCONNECT_MODE.bit("REJECT")
          | Bits.DISCONNECT_MODE.bit("BADADDRESS")
          | Bits.DISCONNECT_MODE.bit("INCOMPATIBLE")
          | Bits.DISCONNECT_MODE.bit("NUMBERCHANGED")
          | Bits.DISCONNECT_MODE.bit("BLOCKED")
          | Bits.DISCONNECT_MODE.bit("DONOTDISTURB");

  /** Modes that tell of no failure. */
  private static final int NORMAL =
      Bits.DISCONNECT_MODE.bit("NORMAL")
          | Bits.DISCONNECT_MODE.bit("PICKUP")
          | Bits.DISCONNECT_MODE.bit("FORWARDED")
          | Bits.DISCONNECT_MODE.bit("CANCELLED");

  private boolean connected;
  private boolean busy;
  private boolean disconnected;
  private boolean idle;
  private int mode;

  void state(int state, int stateMode) {
    connected |= state == Bits.CALL_STATE.bit("CONNECTED");
    busy |= state == Bits.CALL_STATE.bit("BUSY");
    idle |= state == Bits.CALL_STATE.bit("IDLE");
    if (state == Bits.CALL_STATE.bit("DISCONNECTED")) {
      disconnected = true;
      mode = stateMode;
    }
  }

  boolean disconnected() {
    return disconnected;
  }

  boolean idle() {
    return idle;
  }

  /** Says how it ended; {@code hungUp} if this program hung up. */
  DialEnd end(boolean hungUp) {
    if (!idle) {
      return DialEnd.FAILED;
    }
    if (connected) {
      return DialEnd.CONNECTED;
    }
    if (busy || (mode & Bits.DISCONNECT_MODE.bit("BUSY")) != 0) {
      return DialEnd.BUSY;
    }
    if ((mode & REFUSALS) != 0) {
      return DialEnd.REFUSED;
    }
    return hungUp || mode == 0 || (mode & NORMAL) != 0 ? DialEnd.ENDED : DialEnd.UNREACHED;
  }
}
