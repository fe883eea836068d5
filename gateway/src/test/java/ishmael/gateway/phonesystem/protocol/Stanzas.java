package ishmael.gateway.phonesystem.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Literal XML as elements, read by the JDK and not by the code under test. */
public final class Stanzas {
  private Stanzas() {}

  /** Reads one of the files in {@code stanzas}. */
  public static Element file(String name) {
    try (InputStream in = Stanzas.class.getResourceAsStream("/stanzas/" + name + ".xml")) {
      assertThat(in).as("stanza file %s", name).isNotNull();
      return parse(in);
    } catch (Exception e) {
      throw new AssertionError("cannot read " + name, e);
    }
  }

  /** Reads a text. */
  public static Element text(String xml) {
    try {
      return parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError("no XML: " + xml, e);
    }
  }

  /** Checks that a command is written as the file says, namespace included. */
  static void assertWritten(Element command, String name) {
    String xml = ElementWriter.xml(command, Cmd.NAMESPACE);
    assertThat(xml).startsWith("<cmd module=").contains("xmlns=\"" + Cmd.NAMESPACE + "\"");
    assertThat(text(xml)).isEqualTo(file(name));
  }

  private static Element parse(InputStream in) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return element(factory.newDocumentBuilder().parse(in).getDocumentElement());
  }

  private static Element element(Node node) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < node.getAttributes().getLength(); i++) {
      Node one = node.getAttributes().item(i);
      if (!one.getNodeName().equals("xmlns")) {
        attributes.put(one.getNodeName(), one.getNodeValue());
      }
    }
    StringBuilder text = new StringBuilder();
    List<Element> children = new ArrayList<>();
    NodeList inside = node.getChildNodes();
    for (int i = 0; i < inside.getLength(); i++) {
      Node one = inside.item(i);
      if (one.getNodeType() == Node.ELEMENT_NODE) {
        children.add(element(one));
      } else if (one.getNodeType() != Node.COMMENT_NODE) {
        text.append(one.getNodeValue());
      }
    }
    return new Element(node.getLocalName(), attributes, text.toString(), children);
  }
}
