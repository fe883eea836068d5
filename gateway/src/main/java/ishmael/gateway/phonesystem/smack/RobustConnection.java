package ishmael.gateway.phonesystem.smack;

import java.io.IOException;
import java.util.Optional;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.packet.ErrorIQ;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.util.ParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/**
 * A connection that no single stanza can end or deafen. Smack 4.4.8 ends the connection when a
 * stanza does not parse and leaves it deaf after an {@link Error}; here the stanza is skipped and a
 * {@link BrokenStanza} is delivered in its place. Nor can a request that it refuses: Smack repeats
 * the request in the error, and one of an unknown kind (UnparsedIQ) as broken XML, for which the
 * server ends the stream. Source: docs/adr/004-smack-connection.md.
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

  /** Sends a stanza; an error goes out without the request that it answers. */
  @Override
  protected void sendStanzaInternal(Stanza stanza)
      throws NotConnectedException, InterruptedException {
    super.sendStanzaInternal(stanza instanceof ErrorIQ error ? bare(error) : stanza);
  }

  /**
   * Returns the error alone; to repeat the request is optional. Source: RFC 6120, section 8.3.1.
   */
  private static ErrorIQ bare(ErrorIQ error) {
    IqData head = StanzaBuilder.buildIqData(error.getStanzaId()).ofType(IQ.Type.error);
    return ErrorIQ.builder(error.getError(), head).to(error.getTo()).from(error.getFrom()).build();
  }

  /**
   * Says whether the server has ended the stream. What it sends behind that is outside of the root
   * element and no XML for Smack's parser.
   */
  boolean endedByServer() {
    return closingStreamReceived;
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
