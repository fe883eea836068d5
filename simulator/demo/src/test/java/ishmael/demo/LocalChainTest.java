package ishmael.demo;

/** The whole chain without Windows: phone system, gateway in its own process, Java peer. */
final class LocalChainTest extends ChainTests {
  LocalChainTest() throws Exception {
    super(LocalWorld.open(Folder.temporary(), event -> {}));
  }
}
