package ishmael.gateway.tapi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A structure as a provider fills it; dwTotalSize is the program's. */
final class Raw {
  private static final int STRUCTURE_TOO_SMALL = 0x8000004D;

  private final int fixedSize;
  private final ByteBuffer fixed;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();

  Raw(int fixedSize) {
    this.fixedSize = fixedSize;
    this.fixed = ByteBuffer.allocate(fixedSize).order(ByteOrder.LITTLE_ENDIAN);
  }

  Raw dword(int offset, long value) {
    fixed.putInt(offset, (int) value);
    return this;
  }

  Raw words(int offset, int... values) {
    for (int i = 0; i < values.length; i++) {
      fixed.putShort(offset + 2 * i, (short) values[i]);
    }
    return this;
  }

  /** Appends a text with its terminator; its size is at that offset, its own offset behind. */
  Raw text(int sizeAt, String text) {
    return part(sizeAt, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
  }

  Raw part(int sizeAt, byte[] octets) {
    dword(sizeAt, octets.length);
    dword(sizeAt + 4, fixedSize + tail.size());
    tail.writeBytes(octets);
    while (tail.size() % 4 != 0) {
      tail.write(0);
    }
    return this;
  }

  /** Octets with everything. */
  byte[] whole() {
    byte[] variable = tail.toByteArray();
    ByteBuffer all =
        ByteBuffer.allocate(fixedSize + variable.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(fixed.array()).put(variable);
    all.putInt(0, all.capacity()).putInt(4, all.capacity()).putInt(8, all.capacity());
    return all.array();
  }

  /** Fills a program's buffer as TAPI does: all of it, or what it needs and the fixed zeros. */
  int into(byte[] buffer) {
    byte[] all = whole();
    ByteBuffer out = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.length < fixedSize) {
      return STRUCTURE_TOO_SMALL;
    }
    if (all.length > buffer.length) {
      out.putInt(4, all.length).putInt(8, fixedSize);
      return 0;
    }
    System.arraycopy(all, 4, buffer, 4, all.length - 4);
    return 0;
  }
}
