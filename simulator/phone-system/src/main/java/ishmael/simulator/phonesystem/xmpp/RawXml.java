package ishmael.simulator.phonesystem.xmpp;

/** Text to be written to a stream as it is. */
record RawXml(String text) {}
