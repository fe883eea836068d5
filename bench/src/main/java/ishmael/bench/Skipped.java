package ishmael.bench;

import java.io.IOException;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.util.ParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** The content of a stanza that was parsed and thrown away: less than this no client can do. */
final class Skipped {
  private static final String CMD = "cmd";
  private static final String CMD_NAMESPACE = "http://www.pascom.net/mobydick";

  private Skipped() {}

  static void register() {
    ProviderManager.addIQProvider(CMD, CMD_NAMESPACE, new IqSkipper());
    ProviderManager.addIQProvider("query", "jabber:iq:roster", new IqSkipper());
    ProviderManager.addExtensionProvider(CMD, CMD_NAMESPACE, new ExtensionSkipper());
  }

  private static final class IqSkipper extends IqProvider<IQ> {
    @Override
    public IQ parse(XmlPullParser parser, int depth, IqData data, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      ParserUtils.forwardToEndTagOfDepth(parser, depth);
      return new Question(CMD, CMD_NAMESPACE, "");
    }
  }

  private static final class ExtensionSkipper extends ExtensionElementProvider<Nothing> {
    @Override
    public Nothing parse(XmlPullParser parser, int depth, XmlEnvironment environment)
        throws XmlPullParserException, IOException {
      ParserUtils.forwardToEndTagOfDepth(parser, depth);
      return new Nothing();
    }
  }

  /** The extension in place of what was skipped. */
  private record Nothing() implements ExtensionElement {
    @Override
    public String getElementName() {
      return CMD;
    }

    @Override
    public String getNamespace() {
      return CMD_NAMESPACE;
    }

    @Override
    public CharSequence toXML(XmlEnvironment environment) {
      return "<cmd xmlns='" + CMD_NAMESPACE + "'/>";
    }
  }
}
