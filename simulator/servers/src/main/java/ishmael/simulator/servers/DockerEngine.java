package ishmael.simulator.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, and which of its containers are ours. */
public final class DockerEngine {
  private static final Logger LOG = Logger.getLogger(DockerEngine.class.getName());

  /** On each container of ours: the process that started it. */
  private static final String OWNER = "ishmael.owner";

  private static boolean swept;

  private DockerEngine() {}

  /** Why servers in containers cannot be had here, in a sentence; empty if they can. */
  public static synchronized Optional<String> missing(ServerProduct product) {
    if (System.getenv("DOCKER_HOST") == null && !Files.exists(Path.of("/var/run/docker.sock"))) {
      return Optional.of("No Docker engine runs; ./ishmael test starts one where it may");
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("The Docker engine does not answer");
    }
    try {
      client().inspectImageCmd(product.image()).exec();
    } catch (NotFoundException e) {
      return Optional.of("There is no image " + product.image() + "; ./ishmael test makes it");
    }
    return Optional.empty();
  }

  static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  /** The label of a container of this process. */
  static Map<String, String> label() {
    return Map.of(OWNER, owner(ProcessHandle.current()));
  }

  /** A process that is not confused with a later one of the same number. */
  private static String owner(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "@" + started;
  }

  /** Ends the containers that killed runs left behind; once in a process. */
  static synchronized void sweep() {
    if (!swept) {
      swept = true;
      endOrphans();
    }
  }

  /** Ends the containers of ours whose process is gone. */
  static void endOrphans() {
    List<Container> ours =
        client().listContainersCmd().withShowAll(true).withLabelFilter(List.of(OWNER)).exec();
    for (Container one : ours) {
      if (!lives(one.getLabels().getOrDefault(OWNER, ""))) {
        LOG.info(() -> "Ending a container that a killed run left behind: " + one.getId());
        remove(one.getId());
      }
    }
  }

  private static boolean lives(String owner) {
    String number = owner.replaceFirst("@.*", "");
    return number.matches("[0-9]{1,18}")
        && ProcessHandle.of(Long.parseLong(number))
            .map(DockerEngine::owner)
            .filter(owner::equals)
            .isPresent();
  }

  private static void remove(String id) {
    try {
      client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      LOG.fine(() -> "Somebody else ended the container " + id);
    }
  }
}
