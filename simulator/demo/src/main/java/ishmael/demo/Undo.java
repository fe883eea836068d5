package ishmael.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far, to be closed in reverse order: by {@link #close}, or else when this
 * process is told to end, so that no gateway is left running. Thread-safe.
 */
final class Undo implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Makes an empty one that is closed at the end of the process at the latest. */
  static Undo atExit() {
    Undo undo = new Undo();
    Runtime.getRuntime().addShutdownHook(new Thread(undo::closeAtExit, "undo"));
    return undo;
  }

  private Undo() {}

  @CanIgnoreReturnValue
  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  private void closeAtExit() {
    try {
      close();
    } catch (IOException e) {
      System.getLogger(Undo.class.getName()).log(Level.WARNING, e.getMessage());
    }
  }

  /** Closes everything, also if some of it fails to; then tells the first failure. */
  @Override
  public synchronized void close() throws IOException {
    IOException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        if (first == null) {
          first = new IOException("The stage can not be cleared: " + e.getMessage(), e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
