package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A structure: its members in order, and how much of them each version has. Source: tapi.h, and the
 * remarks of each structure on versions.
 */
final class Layout {
  private static final String MALFORMED = "malformed";

  private final List<Field> fields;
  private final int size;
  private final NavigableMap<Integer, Integer> sizes = new TreeMap<>();

  private Layout(Field... fields) {
    this.fields = List.of(fields);
    this.size = this.fields.stream().mapToInt(Field::size).sum();
  }

  static Layout of(Field... fields) {
    return new Layout(fields);
  }

  /** From this version on the fixed part has so many octets. */
  Layout from(int version, int octets) {
    sizes.put(version, octets);
    return this;
  }

  /** Octets of the newest version. */
  int size() {
    return size;
  }

  /** Octets of the fixed part in a version. */
  int fixed(ApiVersion version) {
    var entry = sizes.floorEntry(version.number());
    return entry == null ? size : entry.getValue();
  }

  /**
   * Reads what the version has. What does not make sense is left out and listed under {@code
   * malformed}.
   */
  ObjectNode read(Block block, ApiVersion version) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    int fixed = fixed(version);
    if (block.used() < fixed) {
      block.flaw("dwUsedSize %d is less than the fixed part, %d", block.used(), fixed);
    }
    int at = 0;
    for (Field field : fields) {
      if (at + field.size() > fixed || !block.has(at, field.size())) {
        break;
      }
      field.read(block, at, out);
      at += field.size();
    }
    if (!block.flaws().isEmpty()) {
      ArrayNode flaws = out.putArray(MALFORMED);
      block.flaws().forEach(flaws::add);
    }
    return out;
  }

  /** Reads an element of an array; the caller knows that it lies in the block. */
  void readAt(Block block, int offset, ObjectNode out) {
    int at = offset;
    for (Field field : fields) {
      field.read(block, at, out);
      at += field.size();
    }
  }
}
