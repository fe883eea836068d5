package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.ElementWriter;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import java.io.IOException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** An IQ whose child is a plain element: commands and their answers, the roster, pings. */
final class ElementIq extends IQ {
  /** The name of the ping element. Source: XEP-0199. */
  static final String PING = "ping";

  static final String PING_NAMESPACE = "urn:xmpp:ping";

  private final Element child;

  ElementIq(Element child, String namespace) {
    super(child.name(), namespace);
    this.child = child;
  }

  /** Makes a question to the server; without {@code to}, as the phone system wants it. */
  static ElementIq question(String id, Element child, String namespace) {
    ElementIq iq = new ElementIq(child, namespace);
    iq.setType(IQ.Type.get);
    iq.setStanzaId(id);
    return iq;
  }

  /** Teaches Smack to read what we understand. */
  static void register() {
    ProviderManager.addIQProvider(Cmd.NAME, Cmd.NAMESPACE, new Provider(Cmd.NAMESPACE));
    ProviderManager.addIQProvider(
        RosterItem.QUERY, RosterItem.NAMESPACE, new Provider(RosterItem.NAMESPACE));
    ProviderManager.addIQProvider(PING, PING_NAMESPACE, new Provider(PING_NAMESPACE));
  }

  Element child() {
    return child;
  }

  @Override
  protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
      IQChildElementXmlStringBuilder xml) {
    child.attributes().forEach(xml::attribute);
    String content = ElementWriter.content(child);
    if (content.isEmpty()) {
      xml.setEmptyElement();
    } else {
      xml.rightAngleBracket().append(content);
    }
    return xml;
  }

  private static final class Provider extends IqProvider<IQ> {
    private final String namespace;

    Provider(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public IQ parse(XmlPullParser parser, int depth, IqData data, XmlEnvironment environment)
        throws XmlPullParserException, IOException, SmackParsingException {
      return new ElementIq(ElementReader.read(parser), namespace);
    }
  }
}
