package ishmael.demo;

/** Functions and states without Windows. */
final class LocalFunctionsTest extends FunctionTests {
  LocalFunctionsTest() throws Exception {
    super(LocalWorld.open(Folder.temporary(), event -> {}), "peer");
  }
}
