package ishmael.gateway.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [log]}: where the log goes.
 *
 * @param file the newest log file; nothing means the console
 * @param level how much is written
 */
public record LogSettings(Optional<Path> file, Level level) {
  /** How much is written. */
  public enum Level {
    /** What an admin has to see. */
    WARNING,
    /** The course of things as well. */
    INFO,
    /** For finding a fault. */
    DEBUG
  }

  /** The console, the course of things. */
  public static final LogSettings CONSOLE = new LogSettings(Optional.empty(), Level.INFO);
}
