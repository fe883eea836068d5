package ishmael.gateway.phonesystem.protocol.incoming;

import ishmael.gateway.phonesystem.protocol.Element;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds in an envelope what is known; it should hold one element, and may hold others too. */
final class Known {
  private Known() {}

  /** Reads the first child that has a reader. */
  static <T> Optional<T> first(Element cmd, Map<String, Function<Element, T>> readers) {
    for (Element child : cmd.children()) {
      Function<Element, T> reader = readers.get(child.name());
      if (reader != null) {
        return Optional.of(reader.apply(child));
      }
    }
    return Optional.empty();
  }

  /** Returns the name of the first child; empty if there is none. */
  static String nameIn(Element cmd) {
    return cmd.children().isEmpty() ? "" : cmd.children().get(0).name();
  }
}
