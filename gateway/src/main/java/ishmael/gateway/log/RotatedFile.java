package ishmael.gateway.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Writes records to a file in UTF-8. When it is full it becomes {@code FILE.1}, the one before
 * {@code FILE.2} and so on; the oldest is deleted. No record waits in this process.
 */
final class RotatedFile extends Handler {
  private final Path file;
  private final long maxSize;
  private final int olderFiles;
  private OutputStream out;
  private long size;
  private boolean closed;

  RotatedFile(Path file, long maxSize, int olderFiles) throws IOException {
    this.file = file;
    this.maxSize = maxSize;
    this.olderFiles = olderFiles;
    this.out = open(file);
    this.size = Files.size(file);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (closed || !isLoggable(record)) {
      return;
    }
    try {
      byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
      if (size > 0 && size + line.length > maxSize) {
        rotate();
      }
      out.write(line);
      size += line.length;
    } catch (IOException | RuntimeException e) {
      reportError("the log file " + file, e, ErrorManager.WRITE_FAILURE);
    }
  }

  /** If a file can not be moved, the present one grows on, which is better than silence. */
  private void rotate() throws IOException {
    out.close();
    try {
      Files.deleteIfExists(older(olderFiles));
      for (int number = olderFiles - 1; number >= 0; number--) {
        if (Files.exists(older(number))) {
          Files.move(older(number), older(number + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      reportError("the log file " + file, e, ErrorManager.GENERIC_FAILURE);
    } finally {
      out = open(file);
      size = Files.size(file);
    }
  }

  private Path older(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
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
        reportError("the log file " + file, e, ErrorManager.CLOSE_FAILURE);
      }
    }
  }
}
