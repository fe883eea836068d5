package ishmael.gateway.phonesystem.protocol;

/**
 * Writes elements as XML. Characters that XML 1.0 does not allow are left out: a number with a
 * control character in it must not end the stream. Source: XML 1.0, section 2.2.
 */
public final class ElementWriter {
  private ElementWriter() {}

  /** Returns the element as XML; the namespace is declared on it. */
  public static String xml(Element element, String namespace) {
    StringBuilder out = new StringBuilder(256);
    open(out, element);
    out.append(" xmlns=\"");
    escape(out, namespace);
    out.append('"');
    rest(out, element);
    return out.toString();
  }

  /** Returns what is inside of the element as XML. */
  public static String content(Element element) {
    StringBuilder out = new StringBuilder(256);
    inside(out, element);
    return out.toString();
  }

  private static void append(StringBuilder out, Element element) {
    open(out, element);
    rest(out, element);
  }

  private static void open(StringBuilder out, Element element) {
    out.append('<').append(element.name());
    element
        .attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(out, value);
              out.append('"');
            });
  }

  private static void rest(StringBuilder out, Element element) {
    if (element.text().isEmpty() && element.children().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    inside(out, element);
    out.append("</").append(element.name()).append('>');
  }

  private static void inside(StringBuilder out, Element element) {
    escape(out, element.text());
    for (Element child : element.children()) {
      append(out, child);
    }
  }

  private static void escape(StringBuilder out, String text) {
    text.codePoints().filter(ElementWriter::allowed).forEach(point -> escape(out, point));
  }

  private static void escape(StringBuilder out, int point) {
    switch (point) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\t', '\n', '\r' -> out.append("&#").append(point).append(';');
      default -> out.appendCodePoint(point);
    }
  }

  private static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
