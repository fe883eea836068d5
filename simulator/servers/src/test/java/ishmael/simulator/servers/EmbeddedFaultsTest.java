package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;

/** The faults on the simulated phone system's own XMPP server. */
class EmbeddedFaultsTest extends FaultsContract {
  @Override
  ServerUnderTest start(Site site, String domain) {
    return EmbeddedServer.start(site, domain);
  }
}
