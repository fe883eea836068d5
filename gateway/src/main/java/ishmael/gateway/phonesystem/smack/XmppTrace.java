package ishmael.gateway.phonesystem.smack;

import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.UnparsedIQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes stanzas to the log "ishmael.xmpp" at level trace. It sees stanzas only, never the login
 * (SASL), so no password can get in; of long numbers only the last two digits are shown. Smack's
 * own debugger, which prints everything, stays off.
 */
final class XmppTrace {
  private static final Logger LOGGER = LoggerFactory.getLogger("ishmael.xmpp");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,}(?=[0-9]{2}(?![0-9]))");

  private XmppTrace() {}

  static void out(Stanza stanza) {
    trace("out", stanza);
  }

  static void in(Stanza stanza) {
    trace("in", stanza);
  }

  /** Replaces all but the last two digits of numbers with five digits and more. */
  static String masked(String xml) {
    return NUMBER.matcher(xml).replaceAll("***");
  }

  private static void trace(String direction, Stanza stanza) {
    if (LOGGER.isTraceEnabled()) {
      // UnparsedIQ cannot write itself in Smack 4.4.8.
      String xml =
          stanza instanceof UnparsedIQ unknown
              ? "<iq>" + unknown.getContent() + "</iq>"
              : stanza.toXML().toString();
      LOGGER.trace("{} {}", direction, masked(xml));
    }
  }
}
