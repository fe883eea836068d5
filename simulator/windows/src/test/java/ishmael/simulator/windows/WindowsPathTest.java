package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsPathTest {
  @Test
  void toWindowsPath_absolutePath_isBelowZ() {
    assertThat(WineRoot.toWindowsPath(Path.of("/home/ahab/../Ähab/a b.dll")))
        .isEqualTo("Z:\\home\\Ähab\\a b.dll");
  }

  @Test
  void toWindowsPath_characterThatWindowsForbids_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WineRoot.toWindowsPath(Path.of("/home/ahab/a:b")))
        .withMessageContaining("/home/ahab/a:b");
  }

  @Test
  void cacheFolder_ownFolderIsNamed_wins() {
    Map<String, String> all =
        Map.of("ISHMAEL_CACHE", "/own", "XDG_CACHE_HOME", "/xdg", "HOME", "/home/ahab");
    assertThat(WineRoot.cacheFolder(all)).isEqualTo(Path.of("/own/windows"));
  }

  @Test
  void cacheFolder_nothingIsNamed_isBelowHome() {
    assertThat(WineRoot.cacheFolder(Map.of("HOME", "/home/ahab", "XDG_CACHE_HOME", "")))
        .isEqualTo(Path.of("/home/ahab/.cache/ishmael/windows"));
  }
}
