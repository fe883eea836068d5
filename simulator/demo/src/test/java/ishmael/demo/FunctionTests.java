package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each function in each state; the table is left for `./ishmael test` to print. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FunctionTests {
  private final World world;
  private final FunctionsByState table;
  private final String name;

  FunctionTests(World world, String name) throws Exception {
    this.world = world;
    this.table = new FunctionsByState(world);
    this.name = name;
  }

  @TestFactory
  Stream<DynamicTest> functions_inEachState_areOfferedOrRefused() {
    return Stream.of(Situation.values())
        .map(situation -> DynamicTest.dynamicTest(situation.title(), () -> row(situation)));
  }

  private void row(Situation situation) throws Exception {
    assertThat(table.row(situation)).isEmpty();
    assertThat(world.telephony().violations()).isEmpty();
  }

  @AfterAll
  void close() throws Exception {
    table.write(
        Path.of("target", "functions-by-state", name + ".txt"), world.telephony().description());
    world.close();
  }
}
