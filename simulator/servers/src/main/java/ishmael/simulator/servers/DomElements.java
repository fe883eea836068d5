package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;

/** The same elements for the phone system and for the component library. */
final class DomElements {
  /** The namespace of stanzas; a component's own is another one, so it is not written. */
  static final String CLIENT = "jabber:client";

  private DomElements() {}

  /** A stanza for the library. */
  static Element written(XmlElement element) {
    String namespace = element.namespace();
    boolean bare = namespace.isEmpty() || namespace.equals(CLIENT);
    QName name =
        new QName(element.name(), bare ? Namespace.NO_NAMESPACE : Namespace.get(namespace));
    Element out = DocumentHelper.createElement(name);
    element.attributes().forEach(out::addAttribute);
    element.children().forEach(child -> out.add(written(child)));
    if (!element.text().isEmpty()) {
      out.addText(element.text());
    }
    return out;
  }

  /** A stanza from the library; its own elements are in the namespace of clients. */
  static XmlElement read(Element element) {
    String namespace = element.getNamespaceURI();
    boolean own = namespace.isEmpty() || namespace.startsWith("jabber:component:");
    XmlElement.Builder out = XmlElement.builder(own ? CLIENT : namespace, element.getName());
    element.attributes().forEach(one -> out.attribute(one.getName(), one.getValue()));
    element.elements().forEach(child -> out.add(read(child)));
    if (element.elements().isEmpty()) {
      out.text(element.getText());
    }
    return out.build();
  }
}
