package ishmael.demo;

import org.junit.jupiter.api.Tag;

/**
 * The whole chain with Windows: phone system, gateway on the Windows Java runtime, named pipe,
 * provider DLL in the stand-in for the telephony service, whose rules are checked after each scene.
 */
@Tag("windows")
final class WindowsChainTest extends ChainTests {
  WindowsChainTest() throws Exception {
    super(WindowsWorld.open(Folder.temporary(), event -> {}));
  }
}
