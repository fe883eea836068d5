package ishmael.gateway.phonesystem.probe;

import ishmael.gateway.phonesystem.probe.StreamReader.Heard;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Understands the answer to the beginning of a stream. Source: RFC 6120, section 4.3.2. */
final class FeaturesReader {
  private static final String STREAM = "http://etherx.jabber.org/streams";
  private static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final int SHOWN = 40;

  private FeaturesReader() {}

  static StreamLook look(Heard heard) {
    if (!heard.complete()) {
      String text = heard.text().strip();
      if (text.isEmpty()) {
        return heard.ended() ? new StreamLook.Closed() : new StreamLook.Silent();
      }
      boolean xmpp = text.contains(STREAM);
      return xmpp
          ? (heard.ended() ? new StreamLook.Closed() : new StreamLook.Silent())
          : other(text);
    }
    try {
      return look(document(closed(heard.text())));
    } catch (SAXException | IOException e) {
      return other(heard.text().strip());
    }
  }

  private static StreamLook look(Document document) {
    NodeList errors = document.getElementsByTagNameNS(STREAM_ERRORS, "*");
    if (document.getElementsByTagNameNS(STREAM, "error").getLength() > 0) {
      return new StreamLook.Refused(
          errors.getLength() == 0 ? "undefined-condition" : errors.item(0).getLocalName());
    }
    if (document.getElementsByTagNameNS(STREAM, "features").getLength() == 0) {
      return new StreamLook.Other("an XML document that is no XMPP stream");
    }
    List<String> mechanisms = new ArrayList<>();
    NodeList offered = document.getElementsByTagNameNS(SASL, "mechanism");
    for (int i = 0; i < offered.getLength(); i++) {
      Node one = offered.item(i);
      mechanisms.add(shown(one.getTextContent().strip()));
    }
    return new StreamLook.Features(
        document.getElementsByTagNameNS(TLS, "starttls").getLength() > 0, mechanisms);
  }

  private static StreamLook other(String text) {
    if (text.startsWith("HTTP/") || text.regionMatches(true, 0, "<!doctype html", 0, 14)) {
      return new StreamLook.Other("a web server (HTTP)");
    }
    if (text.startsWith("SSH-")) {
      return new StreamLook.Other("an SSH server");
    }
    if (text.startsWith("220 ") || text.startsWith("220-")) {
      return new StreamLook.Other("a mail or file server");
    }
    if (!text.isEmpty() && text.charAt(0) == 0x15) {
      return new StreamLook.Other("a server that wants TLS from the first octet on");
    }
    return new StreamLook.Other("something that begins with \"" + shown(text) + "\"");
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }

  /** The stream goes on; what was read of it becomes a document by its end tag. */
  private static String closed(String text) {
    return text.contains("</stream:stream>") ? text : text + "</stream:stream>";
  }

  private static Document document(String text) throws SAXException, IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // the parser's own prints to standard error
      return builder.parse(new InputSource(new StringReader(text.strip())));
    } catch (ParserConfigurationException e) {
      throw new SAXException(e);
    }
  }
}
