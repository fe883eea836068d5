package ishmael.gateway.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes records to a {@link RotatedOutput} in UTF-8. */
final class RotatedFile extends Handler {
  private final Path file;
  private final RotatedOutput out;
  private boolean closed;

  RotatedFile(Path file, long maxSize, int olderFiles) throws IOException {
    this.file = file;
    this.out =
        new RotatedOutput(
            file,
            maxSize,
            olderFiles,
            RotatedOutput.Opening.usual(),
            why -> report(why, ErrorManager.GENERIC_FAILURE));
    out.open();
  }

  private void report(Exception why, int code) {
    reportError("the log file " + file, why, code);
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (closed || !isLoggable(record)) {
      return;
    }
    try {
      out.write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      report(e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        out.close();
      } catch (IOException e) {
        report(e, ErrorManager.CLOSE_FAILURE);
      }
    }
  }
}
