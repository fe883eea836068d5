package ishmael.gateway.doctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something that knows no limit itself, such as name resolution, within one. */
final class Bounded {
  private Bounded() {}

  /**
   * Calls on a thread of its own, which is left behind if it takes too long.
   *
   * @throws TimeoutException if it takes longer
   * @throws Exception what the task throws
   */
  static <T> T call(String name, Duration limit, Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "ishmael-doctor-" + name);
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception known) {
        throw known;
      }
      throw e;
    } finally {
      future.cancel(true);
    }
  }
}
