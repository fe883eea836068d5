package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** Reads one element with everything in it, within bounds. */
final class ElementReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 200_000;
  private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

  private final XmlPullParser parser;
  private int elements;
  private int characters;

  private ElementReader(XmlPullParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the element at whose start tag the parser stands; afterwards it stands at the end tag.
   *
   * @throws SmackParsingException if the element is too big or too deep
   */
  static Element read(XmlPullParser parser)
      throws XmlPullParserException, IOException, SmackParsingException {
    return new ElementReader(parser).element(0);
  }

  private Element element(int depth)
      throws XmlPullParserException, IOException, SmackParsingException {
    if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw new SmackParsingException("an element is too deep or has too many parts");
    }
    String name = parser.getName();
    Map<String, String> attributes = attributes();
    StringBuilder text = new StringBuilder();
    List<Element> children = new ArrayList<>();
    while (true) {
      switch (parser.next()) {
        case START_ELEMENT -> children.add(element(depth + 1));
        case TEXT_CHARACTERS -> text.append(counted(parser.getText()));
        case END_ELEMENT -> {
          return new Element(name, attributes, text.toString(), children);
        }
        case END_DOCUMENT -> throw new IOException("the stream ended within an element");
        default -> {
          // Comments and the like tell nothing.
        }
      }
    }
  }

  private Map<String, String> attributes() throws SmackParsingException {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      all.put(parser.getAttributeName(i), counted(parser.getAttributeValue(i)));
    }
    return all;
  }

  private String counted(String text) throws SmackParsingException {
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      throw new SmackParsingException("an element is too long");
    }
    return text;
  }
}
