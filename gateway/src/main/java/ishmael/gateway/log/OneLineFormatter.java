package ishmael.gateway.log;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line for each record: time with zone, level, what spoke, message, and the causes of a failure
 * with the place of the first. Control characters that came from outside become blanks, so that
 * nobody can forge a line.
 */
public final class OneLineFormatter extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
  private static final int MAX_CAUSES = 4;
  private static final int MAX_PLACES = 6;

  private final ZoneId zone;

  /** Writes times of this machine's zone. */
  public OneLineFormatter() {
    this(ZoneId.systemDefault());
  }

  OneLineFormatter(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(ZonedDateTime.ofInstant(record.getInstant(), zone)))
        .append(' ')
        .append(level(record.getLevel()))
        .append(' ')
        .append(speaker(record))
        .append(": ")
        .append(formatMessage(record));
    if (record.getThrown() != null) {
      causes(record.getThrown(), line);
    }
    return line.toString().replaceAll("\\p{Cntrl}+", " ").stripTrailing() + System.lineSeparator();
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }

  private static String speaker(LogRecord record) {
    String name = record.getLoggerName();
    return name == null ? "?" : name.substring(name.lastIndexOf('.') + 1);
  }

  private static void causes(Throwable thrown, StringBuilder line) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      line.append(depth == 0 ? " [" : " < ").append(cause);
      cause = cause.getCause();
    }
    StackTraceElement[] places = thrown.getStackTrace();
    for (int at = 0; at < Math.min(places.length, MAX_PLACES); at++) {
      line.append(at == 0 ? " at " : " from ")
          .append(places[at].getFileName())
          .append(':')
          .append(places[at].getLineNumber());
    }
    line.append(']');
  }
}
