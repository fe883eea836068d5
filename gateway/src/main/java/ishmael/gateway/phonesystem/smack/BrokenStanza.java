package ishmael.gateway.phonesystem.smack;

import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.XmlEnvironment;

/**
 * Takes the place of a stanza that could not be read, so that the news of it stays in the order of
 * the wire.
 */
final class BrokenStanza extends Stanza {
  private final Inbound.Broken notice;

  BrokenStanza(Inbound.Broken notice) {
    super(StanzaBuilder.buildMessage());
    this.notice = notice;
  }

  Inbound.Broken notice() {
    return notice;
  }

  @Override
  public String getElementName() {
    return notice.name();
  }

  @Override
  public CharSequence toXML(XmlEnvironment environment) {
    return "<" + notice.name() + " unreadable='true'/>";
  }

  @Override
  public String toString() {
    return "unreadable " + notice.name();
  }
}
