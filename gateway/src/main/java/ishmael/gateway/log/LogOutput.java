package ishmael.gateway.log;

import ishmael.gateway.settings.LogSettings;
import ishmael.gateway.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Directs all log records of this process to the console or to files that are rotated. */
public final class LogOutput {
  /** In octets; with {@link #OLDER_FILES} this is the most that the log takes. */
  private static final int FILE_SIZE = 10 << 20;

  private static final int OLDER_FILES = 4;

  /** Kept, as the log system forgets loggers that nobody holds. */
  private static final Logger OURS = Logger.getLogger("ishmael");

  private static final Logger ROOT = Logger.getLogger("");

  private LogOutput() {}

  /** Writes to the console what an admin has to see; until the settings are read. */
  public static void toConsole() {
    install(new ConsoleHandler(), Level.INFO);
  }

  /**
   * Writes to where the settings say. Foreign libraries are heard from warnings on.
   *
   * @throws SettingsException if the file can not be written
   */
  public static void apply(LogSettings settings) throws SettingsException {
    Level level =
        switch (settings.level()) {
          case WARNING -> Level.WARNING;
          case INFO -> Level.INFO;
          case DEBUG -> Level.FINE;
        };
    install(
        settings.file().isPresent() ? file(settings.file().get()) : new ConsoleHandler(), level);
  }

  private static void install(Handler handler, Level level) {
    for (Handler old : ROOT.getHandlers()) {
      ROOT.removeHandler(old);
      old.close();
    }
    handler.setFormatter(new OneLineFormatter());
    handler.setLevel(Level.ALL);
    ROOT.addHandler(handler);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(level);
  }

  private static Handler file(Path file) throws SettingsException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return new RotatedFile(file.toAbsolutePath(), FILE_SIZE, OLDER_FILES);
    } catch (IOException e) {
      throw new SettingsException(
          "The log file "
              + file
              + " can not be written; let the gateway's account write there, or name another in"
              + " [log] file.",
          e);
    }
  }
}
