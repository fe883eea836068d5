package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.protocol.ClientSession;

/** A client that has bound a resource; used on the engine's thread only. */
final class Bound {
  final ClientConnection connection;
  final String bareJid;
  final String fullJid;
  final ClientSession session;

  /** Set once the client has sent its presence. */
  boolean available;

  Bound(ClientConnection connection, String bareJid, String resource, ClientSession session) {
    this.connection = connection;
    this.bareJid = bareJid;
    this.fullJid = bareJid + "/" + resource;
    this.session = session;
  }
}
