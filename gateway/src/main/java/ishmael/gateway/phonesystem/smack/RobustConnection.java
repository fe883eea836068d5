package ishmael.gateway.phonesystem.smack;

import java.io.IOException;
import java.util.Optional;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.util.ParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/**
 * A connection that no single stanza can end or deafen. Smack 4.4.8 ends the connection when a
 * stanza does not parse and leaves it deaf after an {@link Error}; here the stanza is skipped and a
 * {@link BrokenStanza} is delivered in its place. Source: docs/adr/004-smack-connection.md.
 */
final class RobustConnection extends XMPPTCPConnection {
  private final Backlog backlog;

  RobustConnection(XMPPTCPConnectionConfiguration configuration, Backlog backlog) {
    super(configuration);
    this.backlog = backlog;
    setParsingExceptionCallback(
        unparseable -> {
          throw new Unreadable(unparseable.getParsingException());
        });
  }

  @Override
  protected void parseAndProcessStanza(XmlPullParser parser)
      throws XmlPullParserException, IOException, InterruptedException {
    backlog.awaitRoom();
    int depth = parser.getDepth();
    String name = parser.getName();
    String id = attribute(parser, "id");
    String type = attribute(parser, "type");
    try {
      super.parseAndProcessStanza(parser);
    } catch (RuntimeException | Error e) {
      ParserUtils.forwardToEndTagOfDepth(parser, depth);
      processStanza(new BrokenStanza(new Inbound.Broken(name, id, type, why(e))));
    }
  }

  private static String attribute(XmlPullParser parser, String name) {
    return Optional.ofNullable(parser.getAttributeValue("", name)).orElse("");
  }

  private static String why(Throwable e) {
    Throwable cause = e instanceof Unreadable && e.getCause() != null ? e.getCause() : e;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** Carries Smack's parsing exception out of its callback. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(Throwable cause) {
      super(cause);
    }
  }
}
