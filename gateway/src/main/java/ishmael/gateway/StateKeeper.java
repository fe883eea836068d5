package ishmael.gateway;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.settings.DirectoryFile;
import ishmael.gateway.settings.LineIdFile;
import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes what the next start has to know, from a thread of its own; only the latest waits. */
final class StateKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StateKeeper.class.getName());
  private static final long STOP_LIMIT_SECONDS = 1;

  /** People change their places all day; each change writes the whole directory. */
  private static final Duration DIRECTORY_PAUSE = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor writer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "ishmael-state");
            thread.setDaemon(true);
            return thread;
          });
  private final Latest<Map<UserName, LineId>> ids;
  private final Latest<DirectoryMemory> directory;

  StateKeeper(LineIdFile idFile, DirectoryFile directoryFile) {
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    ids = new Latest<>("Line ids", idFile::write, Duration.ZERO);
    directory = new Latest<>("The users", directoryFile::write, DIRECTORY_PAUSE);
  }

  private interface Target<T> {
    void write(T state) throws IOException;
  }

  private final class Latest<T> {
    private final String name;
    private final Target<T> target;
    private final Duration pause;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();

    Latest(String name, Target<T> target, Duration pause) {
      this.name = name;
      this.target = target;
      this.pause = pause;
    }

    void keep(T state) {
      if (waiting.getAndSet(state) == null) {
        try {
          var unused = writer.schedule(this::write, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
          LOG.log(Level.DEBUG, "{0} came after the end.", name);
        }
      }
    }

    void write() {
      T state = waiting.getAndSet(null);
      if (state != null) {
        try {
          target.write(state);
        } catch (IOException | RuntimeException e) {
          LOG.log(
              Level.WARNING,
              "{0} can not be kept for the next start: {1}",
              name,
              String.valueOf(e.getMessage()));
        }
      }
    }
  }

  void keep(Map<UserName, LineId> now) {
    ids.keep(now);
  }

  void keep(DirectoryMemory now) {
    directory.keep(now);
  }

  /** Writes what waits; takes a second at most. */
  @Override
  public void close() {
    if (writer.isShutdown()) {
      return;
    }
    writer.execute(ids::write);
    writer.execute(directory::write);
    writer.shutdown();
    try {
      if (!writer.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "What the next start has to know could not be kept in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
