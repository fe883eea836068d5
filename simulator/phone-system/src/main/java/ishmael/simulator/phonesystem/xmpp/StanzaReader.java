package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Takes one stream of a client apart; used by the connection's reader only. */
final class StanzaReader {
  private static final String STREAM = "http://etherx.jabber.org/streams";
  private static final int MAX_DEPTH = 500;
  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

  private final GaugedInput input;
  private final XMLStreamReader xml;

  /** Waits for the client's opening and reads it. */
  StanzaReader(InputStream in, long maxStanzaBytes) throws IOException, StreamError {
    this.input = new GaugedInput(in, maxStanzaBytes);
    try {
      xml = parser(input);
      while (event() != XMLStreamConstants.START_ELEMENT) {
        // the declaration and white space say nothing
      }
    } catch (XMLStreamException e) {
      throw reason(e);
    }
    if (!xml.getLocalName().equals("stream") || !STREAM.equals(xml.getNamespaceURI())) {
      throw new StreamError("invalid-namespace");
    }
    input.restart();
  }

  /**
   * The JDK's own parser, whatever else is on the class path.
   *
   * <p>A stream is one document, and the JDK counts each reference to an entity in a document, the
   * five that XML knows by itself included: with its limits a stream of some weeks would end. Its
   * limit of depth differs from version to version; ours is {@link #MAX_DEPTH}.
   */
  private static XMLStreamReader parser(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(LIMITS + "totalEntitySizeLimit", "0");
    factory.setProperty(LIMITS + "maxGeneralEntitySizeLimit", "0");
    factory.setProperty(LIMITS + "entityExpansionLimit", "0");
    factory.setProperty(LIMITS + "maxElementDepth", "0");
    return factory.createXMLStreamReader(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Waits for the next stanza; empty when the client closed the stream. */
  Optional<XmlElement> next() throws IOException, StreamError {
    try {
      for (int event = event(); event != XMLStreamConstants.END_ELEMENT; event = event()) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          XmlElement stanza = element();
          input.restart();
          return Optional.of(stanza);
        }
        input.restart();
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      throw reason(e);
    }
  }

  /** The next event; those that a stream must not hold end it. Source: RFC 6120, 11.1. */
  private int event() throws XMLStreamException, StreamError {
    int event = xml.next();
    return switch (event) {
      case XMLStreamConstants.START_ELEMENT,
          XMLStreamConstants.END_ELEMENT,
          XMLStreamConstants.CHARACTERS,
          XMLStreamConstants.CDATA,
          XMLStreamConstants.SPACE ->
          event;
      default -> throw new StreamError("restricted-xml");
    };
  }

  /** The element that has just begun, to its end. */
  private XmlElement element() throws XMLStreamException, StreamError {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(xml));
    while (true) {
      Level level = levels.element();
      switch (event()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (levels.size() == MAX_DEPTH) {
            throw new StreamError("policy-violation");
          }
          level.leaf = false;
          levels.push(new Level(xml));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          levels.pop();
          if (levels.isEmpty()) {
            return level.build();
          }
          levels.element().out.add(level.build());
        }
        default -> level.text.append(xml.getText());
      }
    }
  }

  private StreamError reason(XMLStreamException e) throws IOException {
    IOException failure = input.failure();
    if (failure != null) {
      throw failure;
    } else if (input.exceeded()) {
      return new StreamError("policy-violation");
    } else if (input.ended()) {
      EOFException end = new EOFException("The client closed the connection within the stream");
      end.initCause(e);
      throw end;
    }
    return new StreamError("not-well-formed");
  }

  /** An element whose end has not come yet. */
  private static final class Level {
    final XmlElement.Builder out;
    final StringBuilder text = new StringBuilder();
    boolean leaf = true;

    Level(XMLStreamReader xml) {
      String namespace = xml.getNamespaceURI();
      out = XmlElement.builder(namespace == null ? "" : namespace, xml.getLocalName());
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        String of = xml.getAttributeNamespace(i);
        if (of == null || of.isEmpty()) {
          out.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
      }
    }

    XmlElement build() {
      return leaf ? out.text(text.toString()).build() : out.build();
    }
  }
}
