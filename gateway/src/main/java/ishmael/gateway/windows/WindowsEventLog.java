package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.WString;
import ishmael.gateway.isolation.EventLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The log "Application" of this machine's events. The source is {@code Ishmael}; a refusal is event
 * {@value #REFUSED}, a warning with one text. Whoever uses a log that does not work is told once.
 * For one thread.
 */
public final class WindowsEventLog implements EventLog {
  /** Within 1 to 1000, for which Windows has a resource of messages that are just the text. */
  static final int REFUSED = 100;

  static final String SOURCE = "Ishmael";

  /** In characters; ReportEvent takes 31,839. */
  static final int MAX_TEXT = 16_000;

  private static final Logger LOG = System.getLogger(WindowsEventLog.class.getName());
  private static final boolean WIDE = true;

  private final EventCalls calls;
  private final IntSupplier lastError;
  private @Nullable Pointer source;
  private boolean complained;

  WindowsEventLog(EventCalls calls, IntSupplier lastError) {
    this.calls = calls;
    this.lastError = lastError;
  }

  /** Opens the log, at the first event. */
  public static EventLog open() {
    return new WindowsEventLog(EventCalls.load(), Native::getLastError);
  }

  @Override
  public void refused(String text) {
    if (source == null) {
      source = calls.RegisterEventSourceW(null, new WString(SOURCE));
    }
    Pointer to = source;
    if (to == null) {
      complain("RegisterEventSource");
    } else if (report(to, clean(text))) {
      complained = false;
    } else {
      complain("ReportEvent");
      close();
    }
  }

  private boolean report(Pointer to, String text) {
    StringArray texts = new StringArray(new String[] {text}, WIDE);
    return calls.ReportEventW(
        to,
        (short) EventCalls.EVENTLOG_WARNING_TYPE,
        (short) 0,
        REFUSED,
        null,
        (short) 1,
        0,
        texts,
        null);
  }

  /** The viewer would take {@code %1} for a place to insert something. Source: ReportEventW. */
  static String clean(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("%(?=[0-9%])", "% ");
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
  }

  private void complain(String function) {
    int error = lastError.getAsInt();
    if (!complained) {
      complained = true;
      LOG.log(
          Level.WARNING,
          "Windows takes no event of a refused request: {0}, error {1}.",
          function,
          Integer.toString(error));
    }
  }

  @Override
  public void close() {
    Pointer open = source;
    source = null;
    if (open != null && !calls.DeregisterEventSource(open)) {
      LOG.log(
          Level.DEBUG, "DeregisterEventSource, error {0}.", Integer.toString(lastError.getAsInt()));
    }
  }
}
