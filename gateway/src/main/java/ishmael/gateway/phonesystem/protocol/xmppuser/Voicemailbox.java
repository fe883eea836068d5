package ishmael.gateway.phonesystem.protocol.xmppuser;

import com.google.common.collect.ImmutableMap;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The voice mail box of a user, part of UserInfo. What the phone system writes into it is not
 * published, so attributes and texts are kept by their names.
 */
public record Voicemailbox(Map<String, String> values) {
  /** The element's name. */
  public static final String NAME = "Voicemailbox";

  /** Copies the map and keeps its order. */
  public Voicemailbox {
    values = ImmutableMap.copyOf(values);
  }

  /** Reads the element; empty attributes and elements are no values. */
  public static Voicemailbox parse(Element element) {
    Map<String, String> values = new LinkedHashMap<>();
    element
        .attributes()
        .keySet()
        .forEach(name -> element.attribute(name).ifPresent(value -> values.put(name, value)));
    element.children().stream()
        .filter(child -> !child.text().isEmpty())
        .forEach(child -> values.putIfAbsent(child.name(), child.text()));
    return new Voicemailbox(values);
  }
}
