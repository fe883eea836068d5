package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;
import org.junit.jupiter.api.Tag;

/** The contract on ejabberd. */
@Tag("docker")
class EjabberdTest extends PhoneSystemContract {
  /** ejabberd prepares passwords with Unicode 3.2, which knew no emoji: it refuses them. */
  @Override
  Site site() {
    return Crew.withoutEmoji();
  }

  @Override
  ServerUnderTest start(Site site, String domain) {
    return Containers.start(ServerProduct.EJABBERD, site, domain);
  }
}
