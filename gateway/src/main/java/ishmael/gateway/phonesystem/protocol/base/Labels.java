package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.Label;
import java.util.List;

/** Reads the LabelList of an event or a phone book entry. */
public final class Labels {
  /** The list's name. */
  static final String NAME = "LabelList";

  private Labels() {}

  /** Reads the LabelList inside of an element; an absent list reads as empty. */
  public static List<Label> listIn(Element parent) {
    return parent.child(NAME).map(Labels::parse).orElse(List.of());
  }

  static List<Label> parse(Element list) {
    return list.children("Label").stream().map(Labels::one).distinct().toList();
  }

  private static Label one(Element label) {
    return new Label(
        label.textOf("id").orElse(""),
        label.textOf("displayName").orElse(""),
        label.textOf("type").orElse(""),
        label.textOf("value").orElse(""),
        label.isTrue("visible"));
  }
}
