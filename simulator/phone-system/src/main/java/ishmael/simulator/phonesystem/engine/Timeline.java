package ishmael.simulator.phonesystem.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The engine's clock and its one thread. */
public interface Timeline extends AutoCloseable {
  Instant now();

  /** Runs {@code task} on the engine's thread, soon. */
  void post(Runnable task);

  /**
   * Runs {@code task} on the engine's thread and waits for its result; what it throws, this throws.
   */
  <T> T call(Supplier<T> task);

  /** Runs {@code task} on the engine's thread after {@code delay}, unless it is cancelled. */
  Timer after(Duration delay, Runnable task);

  @Override
  void close();

  /** A task that waits for its time. */
  interface Timer {
    /** Has no effect on a task that ran. */
    void cancel();
  }
}
