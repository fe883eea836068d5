package ishmael.demo;

import org.junit.jupiter.api.Tag;

/** The whole chain with a 32-bit telephony service and the 32-bit provider DLL. */
@Tag("windows")
final class WindowsChain32Test extends ChainTests {
  WindowsChain32Test() throws Exception {
    super(WindowsWorld.open(Folder.temporary(), Bitness.X86, event -> {}));
  }
}
