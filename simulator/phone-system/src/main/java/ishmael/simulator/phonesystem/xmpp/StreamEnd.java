package ishmael.simulator.phonesystem.xmpp;

/** The client has closed its stream. */
enum StreamEnd {
  INSTANCE
}
