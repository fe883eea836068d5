package ishmael.simulator.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ishmael.simulator.phonesystem.engine.Site;
import java.util.Optional;

/** Servers in containers for tests; a test that cannot have one is skipped and says why. */
final class Containers {
  private Containers() {}

  static ServerUnderTest start(ServerProduct product, Site site, String domain) {
    Optional<String> missing = DockerEngine.missing(product);
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    return ContainerServer.start(product, site, domain);
  }
}
