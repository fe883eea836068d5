package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** One member of a structure, or several that belong together. */
interface Field {
  /** Octets in the fixed part. */
  int size();

  /** Reads it at an offset of the fixed part, which is valid, and adds it under its stable name. */
  void read(Block block, int at, ObjectNode out);

  static Field skip(int dwords) {
    return of(dwords * 4, (block, at, out) -> {});
  }

  static Field number(String name) {
    return of(4, (block, at, out) -> out.put(name, block.unsigned(at)));
  }

  static Field hex(String name) {
    return of(
        4,
        (block, at, out) -> out.put(name, String.format(Locale.ROOT, "0x%08X", block.dword(at))));
  }

  static Field bits(String name, Bits bits) {
    return of(4, (block, at, out) -> out.set(name, bits.names(block.dword(at))));
  }

  /** A text by size and offset; left out if it is empty. */
  static Field text(String name) {
    return of(
        8, (block, at, out) -> block.text(name, at, at + 4).ifPresent(text -> out.put(name, text)));
  }

  static Field texts(String name) {
    return of(
        8,
        (block, at, out) ->
            block
                .texts(name, at, at + 4)
                .ifPresent(
                    all -> {
                      ArrayNode array = out.putArray(name);
                      all.forEach(array::add);
                    }));
  }

  /** Octets that only the provider understands: how many. */
  static Field octets(String name) {
    return of(
        8,
        (block, at, out) ->
            block.part(name, at, at + 4).ifPresent(part -> out.put(name, part.size())));
  }

  /** LINEDIALPARAMS, in milliseconds. */
  static Field dialParameters(String name) {
    return of(
        16,
        (block, at, out) ->
            out.putObject(name)
                .put("pause", block.unsigned(at))
                .put("speed", block.unsigned(at + 4))
                .put("digitDuration", block.unsigned(at + 8))
                .put("waitForDialtone", block.unsigned(at + 12)));
  }

  static Field guid(String name) {
    return of(
        16,
        (block, at, out) -> {
          long tail = Integer.toUnsignedLong(Integer.reverseBytes(block.dword(at + 12)));
          int head = Integer.reverseBytes(block.dword(at + 8));
          out.put(
              name,
              String.format(
                  Locale.ROOT,
                  "%08x-%04x-%04x-%04x-%04x%08x",
                  block.dword(at),
                  block.word(at + 4),
                  block.word(at + 6),
                  head >>> 16,
                  head & 0xFFFF,
                  tail));
        });
  }

  /** SYSTEMTIME in UTC; left out if it is none. */
  static Field time(String name) {
    return of(
        16,
        (block, at, out) -> {
          if (block.word(at) == 0) {
            return;
          }
          try {
            LocalDateTime time =
                LocalDateTime.of(
                    block.word(at),
                    block.word(at + 2),
                    block.word(at + 6),
                    block.word(at + 8),
                    block.word(at + 10),
                    block.word(at + 12),
                    block.word(at + 14) * 1_000_000);
            out.put(name, time.toInstant(ZoneOffset.UTC).toString());
          } catch (DateTimeException e) {
            block.flaw("%s: no time: %s", name, String.valueOf(e.getMessage()));
          }
        });
  }

  /** A party of a call: flags, number, name. */
  static Field party(String name) {
    return of(
        20,
        (block, at, out) -> {
          ObjectNode party = out.putObject(name);
          party.set("flags", Bits.CALL_PARTY_ID.names(block.dword(at)));
          block.text(name, at + 4, at + 8).ifPresent(number -> party.put("number", number));
          block.text(name + "Name", at + 12, at + 16).ifPresent(text -> party.put("name", text));
        });
  }

  /**
   * An array by size and offset; {@code countName} is the number that was read before it and tells
   * how many elements there are.
   */
  static Field array(String name, String countName, Layout element) {
    return of(
        8,
        (block, at, out) ->
            block
                .part(name, at, at + 4)
                .ifPresent(
                    part -> {
                      long said = out.path(countName).asLong();
                      long room = part.size() / element.size();
                      if (said > room) {
                        block.flaw("%s: %d of them in %d octets", name, said, part.size());
                      }
                      ArrayNode array = out.putArray(name);
                      for (int i = 0; i < Math.min(said, room); i++) {
                        element.readAt(
                            block, part.offset() + i * element.size(), array.addObject());
                      }
                    }));
  }

  private static Field of(int size, Reader reader) {
    return new Field() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public void read(Block block, int at, ObjectNode out) {
        reader.read(block, at, out);
      }
    };
  }

  /** How a field is read. */
  @FunctionalInterface
  interface Reader {
    void read(Block block, int at, ObjectNode out);
  }
}
