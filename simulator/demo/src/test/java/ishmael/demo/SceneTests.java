package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each scene. */
final class SceneTests {
  /** JUnit's own limit is for the method that makes the tests, not for each of them. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private SceneTests() {}

  static Stream<DynamicTest> of(World world, List<Scene> scenes) {
    return scenes.stream()
        .map(scene -> DynamicTest.dynamicTest(scene.title(), () -> play(world, scene)));
  }

  private static void play(World world, Scene scene) throws Exception {
    try {
      assertTimeoutPreemptively(LIMIT, () -> scene.play().on(new Stage(world)));
      assertThat(world.telephony().violations()).isEmpty();
    } finally {
      world.phones().clearCalls();
    }
  }
}
