package ishmael.simulator.phonesystem.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Real time on a daemon thread of its own. */
public final class LiveTimeline implements Timeline {
  private static final Logger LOG = Logger.getLogger(LiveTimeline.class.getName());
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

  private final Clock clock;
  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;

  public LiveTimeline(Clock clock) {
    this.clock = clock;
    this.executor = new ScheduledThreadPoolExecutor(1, this::newThread);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread newThread(Runnable task) {
    Thread created = new Thread(task, "phone-system");
    created.setDaemon(true);
    thread = created;
    return created;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  /** After {@link #close} there is nobody left for whom the task could matter; it is dropped. */
  @Override
  public void post(Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "Dropped a task of a closed phone system", e);
    }
  }

  @Override
  public <T> T call(Supplier<T> task) {
    if (Thread.currentThread() == thread) {
      return task.get();
    }
    Future<T> result = executor.submit(task::get);
    try {
      return result.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (TimeoutException e) {
      result.cancel(false);
      throw new IllegalStateException("The phone system's thread is stuck", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the phone system worked", e);
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    if (e.getCause() instanceof CallRefused refused) {
      CallRefused here = new CallRefused(refused.reason());
      here.initCause(refused);
      return here;
    }
    return new IllegalStateException("The phone system failed", e.getCause());
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> waiting =
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> waiting.cancel(false);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "A task of the phone system failed", e);
      }
    };
  }

  /** Stops the thread; waiting tasks are dropped. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
