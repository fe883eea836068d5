package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.RosterChange;
import ishmael.simulator.phonesystem.protocol.XmlElement;

/** A client that has bound a resource; used on the engine's thread only. */
final class Bound implements Seat {
  final ClientConnection connection;
  final String bareJid;
  final String fullJid;
  private final String domain;
  private final Faults faults;

  /** Set once the client has sent its presence. */
  boolean available;

  /** Set once the client has asked for the roster. */
  boolean wantsRoster;

  private int pushes;

  /** Set once the client has sent its presence to the phone system's own address. */
  private boolean availableToPhoneSystem;

  Bound(ClientConnection connection, String domain, String resource, Faults faults) {
    this.connection = connection;
    this.domain = domain;
    this.faults = faults;
    this.bareJid = connection.node() + "@" + domain;
    this.fullJid = bareJid + "/" + resource;
  }

  /** Takes a presence that is for one address only. */
  void directed(String to, boolean present) {
    if (to.equals("pbx." + domain)) {
      availableToPhoneSystem = present;
    }
  }

  @Override
  public void event(XmlElement cmd) {
    if (faults.forgetsAbsent() && !available && !availableToPhoneSystem) {
      return;
    }
    connection.send(
        XmlElement.builder(Iq.CLIENT, "message")
            .attribute("to", fullJid)
            .attribute("from", "pbx." + domain)
            .add(cmd)
            .build()
            .toXml(Iq.CLIENT));
  }

  @Override
  public void presence(PhonePresence presence) {
    if (available) {
      connection.send(Directories.presence(presence, domain, fullJid).toXml(Iq.CLIENT));
    }
  }

  @Override
  public void roster(RosterChange change) {
    if (wantsRoster) {
      pushes++;
      connection.send(Directories.push(change, domain, fullJid, "push-" + pushes));
    }
  }
}
