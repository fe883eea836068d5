package ishmael.demo;

import org.junit.jupiter.api.Tag;

/** Functions and states through the provider DLL. */
@Tag("windows")
final class WindowsFunctionsTest extends FunctionTests {
  WindowsFunctionsTest() throws Exception {
    super(WindowsWorld.open(Folder.temporary(), Bitness.X64, event -> {}), "dll-64");
  }
}
