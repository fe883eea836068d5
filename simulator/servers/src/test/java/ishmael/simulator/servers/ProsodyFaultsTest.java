package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;
import org.junit.jupiter.api.Tag;

/** The faults on Prosody. */
@Tag("docker")
class ProsodyFaultsTest extends RealFaults {
  @Override
  ServerUnderTest start(Site site, String domain) {
    return Containers.start(ServerProduct.PROSODY, site, domain);
  }
}
