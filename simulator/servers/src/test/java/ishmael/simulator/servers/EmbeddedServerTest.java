package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;
import org.jspecify.annotations.Nullable;

/** The contract on the simulated phone system's own XMPP server. */
class EmbeddedServerTest extends GatewayContract {
  @Override
  ServerUnderTest start(Site site, String domain) {
    return EmbeddedServer.start(site, domain);
  }

  @Override
  @Nullable String answersComeFrom() {
    return null;
  }
}
