package ishmael.gateway.tapi;

import com.google.common.base.Splitter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A structure that TAPI has filled: dwTotalSize, dwNeededSize, dwUsedSize, a fixed part, then what
 * the fixed part points to by sizes and offsets. Nothing behind dwUsedSize is read; what does not
 * fit is noted as a flaw, since it may come from anybody's provider. Not thread-safe.
 */
final class Block {
  private final ByteBuffer octets;
  private final int used;
  private final List<String> flaws = new ArrayList<>();

  /** Takes over what was filled; dwUsedSize counts from offset {@code usedAt}. */
  Block(byte[] filled, int usedAt) {
    octets = ByteBuffer.wrap(filled).order(ByteOrder.LITTLE_ENDIAN);
    long said = usedAt + 4 <= filled.length ? octets.getInt(usedAt) & 0xFFFFFFFFL : 0;
    if (said > filled.length) {
      flaw("dwUsedSize is %d in a buffer of %d", said, filled.length);
    }
    used = (int) Math.min(said, filled.length);
  }

  Block(byte[] filled) {
    this(filled, 8);
  }

  int used() {
    return used;
  }

  List<String> flaws() {
    return List.copyOf(flaws);
  }

  void flaw(String format, Object... values) {
    flaws.add(String.format(Locale.ROOT, format, values));
  }

  /** Says whether so many octets from there on are valid. */
  boolean has(long offset, long size) {
    return offset >= 0 && size >= 0 && offset + size <= used;
  }

  /** Reads a DWORD; the caller has asked {@link #has}. */
  int dword(int offset) {
    return octets.getInt(offset);
  }

  long unsigned(int offset) {
    return dword(offset) & 0xFFFFFFFFL;
  }

  int word(int offset) {
    return octets.getShort(offset) & 0xFFFF;
  }

  /**
   * Finds a variable part by the DWORDs of its size and offset; nothing if it is empty or does not
   * lie in what is used.
   */
  Optional<Part> part(String name, int sizeAt, int offsetAt) {
    long size = unsigned(sizeAt);
    long offset = unsigned(offsetAt);
    if (size == 0) {
      return Optional.empty();
    }
    if (!has(offset, size)) {
      flaw("%s: offset %d and size %d are beyond dwUsedSize %d", name, offset, size, used);
      return Optional.empty();
    }
    return Optional.of(new Part((int) offset, (int) size));
  }

  /** Reads UTF-16 text without its terminator. */
  Optional<String> text(String name, int sizeAt, int offsetAt) {
    return part(name, sizeAt, offsetAt).map(part -> characters(name, part)).map(Block::terminated);
  }

  /** Reads texts that each end with NUL, the last one with two. */
  Optional<List<String>> texts(String name, int sizeAt, int offsetAt) {
    return part(name, sizeAt, offsetAt)
        .map(part -> characters(name, part))
        .map(all -> Splitter.on('\0').omitEmptyStrings().splitToList(all));
  }

  private String characters(String name, Part part) {
    if (part.size() % 2 != 0) {
      flaw("%s: size %d is odd, but the text is UTF-16", name, part.size());
    }
    return new String(octets.array(), part.offset(), part.size() & ~1, StandardCharsets.UTF_16LE);
  }

  private static String terminated(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Where a variable part lies. */
  record Part(int offset, int size) {}
}
