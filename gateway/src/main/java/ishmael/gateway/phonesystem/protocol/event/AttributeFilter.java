package ishmael.gateway.phonesystem.protocol.event;

import ishmael.gateway.phonesystem.protocol.Element;
import java.util.Optional;

/** Narrows a subscription to events in which something has a certain value. */
public record AttributeFilter(String name, String equals) {
  /** The element's name. */
  static final String NAME = "AttributeFilter";

  /** Reads the element; a filter without a name filters nothing. */
  static Optional<AttributeFilter> parse(Element element) {
    return element
        .attribute("name")
        .map(name -> new AttributeFilter(name, element.attribute("equals").orElse("")));
  }

  Element toElement() {
    return Element.of(NAME).with("name", name).with("equals", equals);
  }
}
