package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Path HOME = Path.of("/home/ahab");

  @Test
  void of_bareEnvironment_usesHome() {
    Places places = Places.of(false, Map.of(), HOME);
    assertThat(places.settingsFile()).isEqualTo(HOME.resolve(".config/ishmael/ishmael.toml"));
    assertThat(places.socket()).isEqualTo(HOME.resolve(".local/state/ishmael/run/lines.sock"));
  }

  @Test
  void of_xdgEnvironment_obeysIt() {
    Places places =
        Places.of(
            false,
            Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_RUNTIME_DIR", "/r"),
            HOME);
    assertThat(places.settingsFile()).isEqualTo(Path.of("/c/ishmael/ishmael.toml"));
    assertThat(places.state()).isEqualTo(Path.of("/s/ishmael"));
    assertThat(places.socket()).isEqualTo(Path.of("/r/ishmael/lines.sock"));
  }

  @Test
  void of_windows_usesProgramDataAndLogFile() {
    Places places = Places.of(true, Map.of("ProgramData", "/ProgramData"), HOME);
    assertThat(places.settingsFile()).isEqualTo(Path.of("/ProgramData/Ishmael/ishmael.toml"));
    assertThat(places.log().file()).contains(Path.of("/ProgramData/Ishmael/logs/gateway.log"));
  }
}
