package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.ElementWriter;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import java.io.IOException;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/**
 * The phone system's envelope inside of a message: an event.
 *
 * @param cmd the envelope as it came, for the trace
 */
record CmdExtension(Element cmd, PhoneSystemEvent event) implements ExtensionElement {

  /** Teaches Smack to read events. */
  static void register() {
    ProviderManager.addExtensionProvider(Cmd.NAME, Cmd.NAMESPACE, new Provider());
  }

  @Override
  public String getElementName() {
    return Cmd.NAME;
  }

  @Override
  public String getNamespace() {
    return Cmd.NAMESPACE;
  }

  @Override
  public CharSequence toXML(XmlEnvironment environment) {
    return ElementWriter.xml(cmd, Cmd.NAMESPACE);
  }

  private static final class Provider extends ExtensionElementProvider<CmdExtension> {
    @Override
    public CmdExtension parse(XmlPullParser parser, int depth, XmlEnvironment environment)
        throws XmlPullParserException, IOException, SmackParsingException {
      Element cmd = ElementReader.read(parser);
      return new CmdExtension(cmd, PhoneSystemEvent.parse(cmd));
    }
  }
}
