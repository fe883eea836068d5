package ishmael.gateway.tapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * LINEMESSAGE: what TAPI tells a program.
 *
 * @param device the line or call, 0 if it concerns neither
 * @param id LINE_…
 * @param instance what was given to lineOpen
 */
record TapiMessage(
    int device, int id, long instance, long parameter1, long parameter2, long parameter3) {
  static final int LINE_ADDRESSSTATE = 0;
  static final int LINE_CALLINFO = 1;
  static final int LINE_CALLSTATE = 2;
  static final int LINE_CLOSE = 3;
  static final int LINE_LINEDEVSTATE = 8;
  static final int LINE_REPLY = 12;
  static final int LINE_CREATE = 19;
  static final int LINE_APPNEWCALL = 23;
  static final int LINE_REMOVE = 25;

  /** Octets of the structure: two DWORDs, then four values as wide as a pointer, packed. */
  static int size(int pointerSize) {
    return 8 + 4 * pointerSize;
  }

  static TapiMessage read(byte[] message, int pointerSize) {
    ByteBuffer octets = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int device = octets.getInt();
    int id = octets.getInt();
    return new TapiMessage(
        device,
        id,
        wide(octets, pointerSize),
        wide(octets, pointerSize),
        wide(octets, pointerSize),
        wide(octets, pointerSize));
  }

  private static long wide(ByteBuffer octets, int pointerSize) {
    return pointerSize == 8 ? octets.getLong() : octets.getInt() & 0xFFFFFFFFL;
  }

  /** The parameters that are DWORDs. */
  int dword1() {
    return (int) parameter1;
  }

  int dword2() {
    return (int) parameter2;
  }

  int dword3() {
    return (int) parameter3;
  }
}
