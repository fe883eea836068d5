package ishmael.gateway;

import ishmael.gateway.settings.LineIdFile;
import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes line ids to their file from a thread of its own; only the latest ones wait. */
final class LineIdKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LineIdKeeper.class.getName());
  private static final long STOP_LIMIT_SECONDS = 1;

  private final LineIdFile file;
  private final AtomicReference<@Nullable Map<UserName, LineId>> latest = new AtomicReference<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "ishmael-state");
            thread.setDaemon(true);
            return thread;
          });

  LineIdKeeper(LineIdFile file) {
    this.file = file;
  }

  void keep(Map<UserName, LineId> ids) {
    if (latest.getAndSet(ids) == null) {
      try {
        writer.execute(this::write);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "Line ids came after the end; they are computed anew.");
      }
    }
  }

  private void write() {
    Map<UserName, LineId> ids = latest.getAndSet(null);
    if (ids != null) {
      try {
        file.write(ids);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "Line ids can not be kept; they stay right in most cases.", e);
      }
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "Line ids could not be kept in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
