package ishmael.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in reverse order; not thread-safe. */
final class Undo implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @CanIgnoreReturnValue
  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes everything, also if some of it fails to; then tells the first failure. */
  @Override
  public void close() throws IOException {
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
