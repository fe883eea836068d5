package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;

/** The contract on the simulated phone system's own XMPP server. */
class EmbeddedServerTest extends PhoneSystemContract {
  @Override
  ServerUnderTest start(Site site, String domain) {
    return EmbeddedServer.start(site, domain);
  }
}
