package ishmael.gateway.phonesystem.smack;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the state of the link and calls the listener. */
final class LinkLoop {
  private static final Logger LOGGER = LoggerFactory.getLogger(LinkLoop.class);

  private final ScheduledThreadPoolExecutor executor;

  LinkLoop(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs a task as soon as possible; false if the loop has ended. */
  boolean post(Runnable task) {
    try {
      executor.execute(guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs a task later, unless the loop has ended; returns how to cancel it. */
  Runnable after(Duration delay, Runnable task) {
    return cancelling(
        () -> executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Runs a task again and again, unless the loop has ended; returns how to cancel it. */
  Runnable every(Duration period, Runnable task) {
    long nanos = period.toNanos();
    return cancelling(
        () -> executor.scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  /** Returns how many tasks wait, now or for their time. */
  int waiting() {
    return executor.getQueue().size();
  }

  /** Takes no further task; those posted before still run. */
  void end() {
    executor.shutdown();
  }

  /** Waits until the last task ran; false if that took longer. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Runnable cancelling(Supplier<Future<?>> scheduled) {
    try {
      Future<?> task = scheduled.get();
      return () -> task.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOGGER.error("A step of the phone system's link failed; the link goes on.", e);
      }
    };
  }
}
