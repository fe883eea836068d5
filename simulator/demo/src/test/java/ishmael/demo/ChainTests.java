package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** All scenes, played in one world from morning to night. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainTests {
  private final World world;

  ChainTests(World world) {
    this.world = world;
  }

  @BeforeAll
  void lines_start_inService() throws Exception {
    assertThat(world.telephony().lines())
        .extracting(LineSeen::name)
        .contains("Captain Ahab (101)", "Starbuck (102)", "Stubb (103)");
  }

  @TestFactory
  Stream<DynamicTest> scene() {
    return SceneTests.of(world, Scenes.of(world));
  }

  @TestFactory
  Stream<DynamicTest> failure() {
    return SceneTests.of(world, Scenes.failures());
  }

  @AfterAll
  void close() throws Exception {
    world.close();
  }
}
