package ishmael.simulator.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The Windows of this machine: Wine in a Debian root that {@code simulator/windows/wine/prepare}
 * has made, and a Windows Java runtime beside it. Immutable, safe for use by several threads.
 */
public final class WineRoot {
  private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);

  private final Path scripts;
  private final Path cache;

  private WineRoot(Path scripts, Path cache) {
    this.scripts = scripts;
    this.cache = cache;
  }

  /**
   * Finds the scripts below the project's folder, which is the system property {@code
   * ishmael.project} or else the working folder or one above it.
   *
   * @throws IOException if there is no such folder, or Windows is not prepared
   */
  public static WineRoot find() throws IOException {
    return new WineRoot(findScripts(), cacheFolder(System.getenv())).checked();
  }

  /**
   * Makes a fresh Windows, up and running, in a folder of its own.
   *
   * @throws IOException if that fails, with what the script said
   */
  public WinePrefix newPrefix() throws IOException {
    Path folder = cache.resolve("prefixes").resolve(UUID.randomUUID().toString());
    Script.run(BOOT_LIMIT, scripts.resolve("new-prefix"), folder.toString());
    return new WinePrefix(scripts, folder);
  }

  /** The Windows Java launcher, as a path on this machine; Temurin 25. */
  public Path javaExecutable() {
    return cache.resolve("java/files/bin/java.exe");
  }

  /**
   * The name under which Windows sees a file of this machine, such as {@code Z:\home\ahab\a.dll}.
   * Files below {@code /usr}, {@code /etc}, {@code /var} and {@code /run} are not seen at all.
   *
   * @throws IllegalArgumentException if the path has a character that Windows file names cannot
   *     have
   */
  public static String toWindowsPath(Path path) {
    String absolute = path.toAbsolutePath().normalize().toString();
    if (absolute.chars().anyMatch(c -> "\\:*?\"<>|".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("no Windows path: " + absolute);
    }
    return "Z:" + absolute.replace('/', '\\');
  }

  private WineRoot checked() throws IOException {
    if (!Files.exists(javaExecutable()) || !Files.isDirectory(cache.resolve("template"))) {
      throw new IOException("Windows is not prepared: run " + scripts.resolve("prepare"));
    }
    return this;
  }

  private static Path findScripts() throws IOException {
    Path start = Path.of(System.getProperty("ishmael.project", "")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path scripts = folder.resolve("simulator/windows/wine");
      if (Files.isDirectory(scripts)) {
        return scripts;
      }
    }
    throw new IOException("no simulator/windows/wine in or above " + start);
  }

  /** The folder that {@code common.sh} names ISHMAEL_WINDOWS. */
  static Path cacheFolder(Map<String, String> environment) {
    String own = environment.getOrDefault("ISHMAEL_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own, "windows");
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        caches.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", ""), ".cache")
            : Path.of(caches);
    return base.resolve("ishmael").resolve("windows");
  }
}
