package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import ishmael.linemapper.PhoneEvent;
import org.jivesoftware.smack.packet.Stanza;

/** The steps of {@link Link} and {@link Session} from Smack's stanza to our event, one by one. */
final class Decoder {
  private final InboundReader reader = new InboundReader("ts-supervisor", "mobydick");

  PhoneEvent decode(Stanza stanza) {
    for (Inbound inbound : reader.read(stanza)) {
      if (inbound instanceof Inbound.Told told
          && told.event() instanceof PhoneSystemEvent.OfCall call) {
        return call.event();
      }
    }
    throw new IllegalStateException("not a ChannelEvent: " + stanza);
  }
}
