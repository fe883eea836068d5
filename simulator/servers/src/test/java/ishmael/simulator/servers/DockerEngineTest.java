package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Containers that nobody owns any more. */
@Tag("docker")
@Timeout(120)
class DockerEngineTest {
  /** Above what Linux numbers processes with. */
  private static final Map<String, String> NOBODY = Map.of("ishmael.owner", "4294967296@0");

  @Test
  void endOrphans_ownerGone_endsItsContainersOnly() {
    Optional<String> missing = DockerEngine.missing(ServerProduct.PROSODY);
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    String orphan = container(NOBODY);
    String ours = container(DockerEngine.label());
    try {
      DockerEngine.endOrphans();

      assertThat(ids()).contains(ours).doesNotContain(orphan);
    } finally {
      DockerEngine.client().removeContainerCmd(ours).withForce(true).exec();
    }
  }

  private static String container(Map<String, String> labels) {
    return DockerEngine.client()
        .createContainerCmd(ServerProduct.PROSODY.image())
        .withCmd("true")
        .withLabels(labels)
        .exec()
        .getId();
  }

  private static List<String> ids() {
    return DockerEngine.client().listContainersCmd().withShowAll(true).exec().stream()
        .map(one -> one.getId())
        .toList();
  }
}
