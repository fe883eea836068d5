package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.RosterChange;
import ishmael.simulator.phonesystem.protocol.XmlElement;

/** Where a client hears what happens, called on the engine's thread in order; must not block. */
public interface Seat {
  /** An event that a subscription of the client asks for: the payload of a message. */
  void event(XmlElement cmd);

  /** The presence of a user's phone has changed, whether the client is available or not. */
  void presence(PhonePresence presence);

  /** The roster has changed; ignored by those who cannot push that to their client. */
  default void roster(RosterChange change) {}
}
