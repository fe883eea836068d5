package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each scene. */
final class SceneTests {
  private SceneTests() {}

  static Stream<DynamicTest> of(World world, List<Scene> scenes) {
    return scenes.stream()
        .map(scene -> DynamicTest.dynamicTest(scene.title(), () -> play(world, scene)));
  }

  private static void play(World world, Scene scene) throws Exception {
    try {
      scene.play().on(new Stage(world));
      assertThat(world.telephony().violations()).isEmpty();
    } finally {
      world.phones().clearCalls();
    }
  }
}
