package ishmael.gateway.phonesystem.smack;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import ishmael.gateway.phonesystem.protocol.Element;
import java.io.IOException;
import java.util.Map;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.util.ParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element with everything in it that has its namespace, within bounds. Elements of other
 * namespaces are skipped, and so are attributes that have a namespace.
 */
final class ElementReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 200_000;
  private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

  private final XmlPullParser parser;
  private final String namespace;
  private int elements;
  private int characters;

  private ElementReader(XmlPullParser parser) {
    this.parser = parser;
    this.namespace = parser.getNamespace();
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
    Text text = new Text();
    ImmutableList.Builder<Element> children = null;
    while (true) {
      switch (parser.next()) {
        case START_ELEMENT -> {
          children = children == null ? ImmutableList.builder() : children;
          child(depth + 1, children);
        }
        case TEXT_CHARACTERS -> text.add(counted(parser.getText()));
        case END_ELEMENT -> {
          return new Element(
              name,
              attributes,
              text.all(),
              children == null ? ImmutableList.of() : children.build());
        }
        case END_DOCUMENT -> throw new IOException("the stream ended within an element");
        default -> {
          // Comments and the like tell nothing.
        }
      }
    }
  }

  private void child(int depth, ImmutableList.Builder<Element> children)
      throws XmlPullParserException, IOException, SmackParsingException {
    if (namespace.equals(parser.getNamespace())) {
      children.add(element(depth));
    } else {
      skip();
    }
  }

  /** The parser stands at the element's start tag and afterwards at its end tag. */
  private void skip() throws XmlPullParserException, IOException {
    ParserUtils.forwardToEndTagOfDepth(parser, parser.getDepth());
  }

  private Map<String, String> attributes() throws SmackParsingException {
    int count = parser.getAttributeCount();
    if (count == 0) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, String> all = ImmutableMap.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      String value = counted(parser.getAttributeValue(i));
      String its = parser.getAttributeNamespace(i);
      if (its == null || its.isEmpty()) {
        all.put(parser.getAttributeName(i), value);
      }
    }
    return all.buildKeepingLast();
  }

  private String counted(String text) throws SmackParsingException {
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      throw new SmackParsingException("an element is too long");
    }
    return text;
  }

  /** Text mostly comes in one piece; blanks between child elements are none. */
  private static final class Text {
    private String first = "";
    private @Nullable StringBuilder all;

    void add(String piece) {
      if (all != null) {
        all.append(piece);
      } else if (first.isEmpty()) {
        first = piece.isBlank() ? "" : piece;
      } else {
        all = new StringBuilder(first).append(piece);
      }
    }

    String all() {
      return all == null ? first : all.toString();
    }
  }
}
