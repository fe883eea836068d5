package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;
import org.junit.jupiter.api.Tag;

/** The faults on ejabberd. */
@Tag("docker")
class EjabberdFaultsTest extends RealFaults {
  /** ejabberd refuses passwords with emoji. */
  @Override
  Site site() {
    return withSailors(Crew.withoutEmoji());
  }

  @Override
  ServerUnderTest start(Site site, String domain) {
    return Containers.start(ServerProduct.EJABBERD, site, domain);
  }
}
