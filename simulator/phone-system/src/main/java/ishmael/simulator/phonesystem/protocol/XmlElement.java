package ishmael.simulator.phonesystem.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable XML element that has children or text, not both, which is all that stanzas need.
 *
 * @param namespace empty where there is none
 */
public record XmlElement(
    String namespace,
    String name,
    ImmutableMap<String, String> attributes,
    ImmutableList<XmlElement> children,
    String text) {

  public static Builder builder(String namespace, String name) {
    return new Builder(namespace, name);
  }

  /** The value of an attribute, or null if it is missing. */
  public @Nullable String attribute(String attribute) {
    return attributes.get(attribute);
  }

  /** The value of an attribute, or {@code absent}. */
  public String attribute(String attribute, String absent) {
    String value = attributes.get(attribute);
    return value == null ? absent : value;
  }

  public Optional<XmlElement> child(String childName) {
    return childrenNamed(childName).findFirst();
  }

  public Stream<XmlElement> childrenNamed(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }

  /** The text of a child, or empty. */
  public String childText(String childName) {
    return child(childName).map(XmlElement::text).orElse("");
  }

  /** The element as XML, well formed wherever {@code outerNamespace} is the default namespace. */
  public String toXml(String outerNamespace) {
    StringBuilder out = new StringBuilder(256);
    write(out, outerNamespace);
    return out.toString();
  }

  private void write(StringBuilder out, String outerNamespace) {
    out.append('<').append(name);
    if (!namespace.equals(outerNamespace)) {
      attribute(out, "xmlns", namespace);
    }
    attributes.forEach((key, value) -> attribute(out, key, value));
    if (children.isEmpty() && text.isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    escape(out, text);
    children.forEach(child -> child.write(out, namespace));
    out.append("</").append(name).append('>');
  }

  private static void attribute(StringBuilder out, String key, String value) {
    out.append(' ').append(key).append("=\"");
    escape(out, value);
    out.append('"');
  }

  private static void escape(StringBuilder out, String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }

  /** Collects an element. */
  public static final class Builder {
    private final String namespace;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final ImmutableList.Builder<XmlElement> children = ImmutableList.builder();
    private String text = "";

    private Builder(String namespace, String name) {
      this.namespace = namespace;
      this.name = name;
    }

    /** Sets an attribute, or leaves it out if the value is null. */
    @CanIgnoreReturnValue
    public Builder attribute(String key, @Nullable String value) {
      if (value != null) {
        attributes.put(key, value);
      }
      return this;
    }

    @CanIgnoreReturnValue
    public Builder add(XmlElement child) {
      children.add(child);
      return this;
    }

    /** Adds a child of the same namespace that holds a text, or is empty. */
    @CanIgnoreReturnValue
    public Builder leaf(String childName, String childText) {
      return add(builder(namespace, childName).text(childText).build());
    }

    @CanIgnoreReturnValue
    public Builder text(String value) {
      text = value;
      return this;
    }

    public XmlElement build() {
      return new XmlElement(
          namespace, name, ImmutableMap.copyOf(attributes), children.build(), text);
    }
  }
}
