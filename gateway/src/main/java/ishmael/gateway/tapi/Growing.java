package ishmael.gateway.tapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/** Asks TAPI for a structure, with a larger buffer if it does not fit. */
final class Growing {
  /** What no structure of a sane provider needs. */
  static final int MOST_OCTETS = 1 << 20;

  private static final int ROOM = 1_024;
  private static final int ATTEMPTS = 5;

  private Growing() {}

  /**
   * Calls the function until the structure fits; it may grow between two calls.
   *
   * @param fixed octets of the fixed part
   * @throws TapiException if the function fails, or the structure does not stop to grow
   */
  static Block fill(String function, int fixed, ToIntFunction<byte[]> call) throws TapiException {
    int size = fixed + ROOM;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] buffer = new byte[size];
      ByteBuffer octets = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
      octets.putInt(0, size);
      int result = call.applyAsInt(buffer);
      if (result == LineErrors.STRUCTURETOOSMALL && size < MOST_OCTETS) {
        size = Math.min(MOST_OCTETS, size * 4);
        continue;
      }
      TapiException.check(function, result);
      long needed = octets.getInt(4) & 0xFFFFFFFFL;
      if (needed <= size) {
        return new Block(buffer);
      }
      if (needed > MOST_OCTETS) {
        Block cut = new Block(buffer);
        cut.flaw("dwNeededSize is %d; it was not read whole", needed);
        return cut;
      }
      size = (int) needed;
    }
    throw new TapiException(function + ": the structure grew " + ATTEMPTS + " times; try again.");
  }
}
