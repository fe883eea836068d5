package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Site;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** The contract on Prosody. */
@Tag("docker")
class ProsodyTest extends RealServerContract {
  @Override
  ServerUnderTest start(Site site, String domain) {
    return Containers.start(ServerProduct.PROSODY, site, domain);
  }

  @Override
  @Nullable String answersComeFrom() {
    return null;
  }
}
