package ishmael.simulator.phonesystem.xmpp;

/** What a connection needs to know of its server. */
record Reception(
    String domain, XmppOptions options, ServerIdentity identity, Accounts accounts, Hub hub) {}
