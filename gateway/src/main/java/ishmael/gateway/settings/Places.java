package ishmael.gateway.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where files are unless the settings say otherwise.
 *
 * @param windows whether this is Windows
 * @param settings the folder of settings and password
 * @param state the folder of what the gateway remembers
 * @param logs the folder of log files
 * @param socket the Unix domain socket
 */
public record Places(boolean windows, Path settings, Path state, Path logs, Path socket) {
  /** Returns the places of this machine and account. */
  public static Places here() {
    return of(
        System.getProperty("os.name", "").startsWith("Windows"),
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")));
  }

  /** Returns the places for an environment. Source: XDG Base Directory Specification. */
  static Places of(boolean windows, Map<String, String> environment, Path home) {
    return windows ? onWindows(environment) : elsewhere(environment, home);
  }

  private static Places onWindows(Map<String, String> environment) {
    Path all = folder(environment, "ProgramData").orElse(Path.of("C:\\ProgramData"));
    Path ours = all.resolve("Ishmael");
    return new Places(
        true, ours, ours.resolve("state"), ours.resolve("logs"), ours.resolve("lines.sock"));
  }

  private static Places elsewhere(Map<String, String> environment, Path home) {
    Path settings =
        folder(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("ishmael");
    Path state =
        folder(environment, "XDG_STATE_HOME")
            .orElse(home.resolve(".local").resolve("state"))
            .resolve("ishmael");
    Path run =
        folder(environment, "XDG_RUNTIME_DIR")
            .map(folder -> folder.resolve("ishmael"))
            .orElse(state.resolve("run"));
    return new Places(false, settings, state, state.resolve("logs"), run.resolve("lines.sock"));
  }

  private static Optional<Path> folder(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  /** Returns the settings file. */
  public Path settingsFile() {
    return settings.resolve("ishmael.toml");
  }

  /** Returns the log settings that hold if the file says nothing: a file on Windows. */
  LogSettings log() {
    return windows
        ? new LogSettings(Optional.of(logs.resolve("gateway.log")), LogSettings.Level.INFO)
        : LogSettings.CONSOLE;
  }
}
