package ishmael.simulator.phonesystem.protocol;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads literal stanzas; white space around elements does not count. */
public final class Xml {
  private Xml() {}

  public static XmlElement file(String name) {
    try {
      String path = "stanzas/" + name + ".xml";
      return parse(Resources.toString(Resources.getResource(path), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static XmlElement parse(String xml) {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      reader.nextTag();
      return element(reader);
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("Not XML: " + xml, e);
    }
  }

  private static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
    String namespace = reader.getNamespaceURI();
    XmlElement.Builder out =
        XmlElement.builder(namespace == null ? "" : namespace, reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      out.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    boolean leaf = true;
    while (reader.next() != XMLStreamReader.END_ELEMENT) {
      if (reader.isStartElement()) {
        out.add(element(reader));
        leaf = false;
      } else if (reader.isCharacters()) {
        text.append(reader.getText());
      }
    }
    return leaf ? out.text(text.toString().strip()).build() : out.build();
  }
}
