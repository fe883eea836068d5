package ishmael.gateway.phonesystem.smack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Timers that end together. Only the link's thread calls it. */
final class Alarms {
  private final Timers timers;
  private final Map<Long, Runnable> cancels = new HashMap<>();
  private long count;
  private boolean over;

  Alarms(Timers timers) {
    this.timers = timers;
  }

  /** Runs a task once, unless {@link #end} comes first. */
  void after(Duration delay, Runnable task) {
    if (over) {
      return;
    }
    long key = count++;
    cancels.put(
        key,
        timers.after(
            delay,
            () -> {
              if (cancels.remove(key) != null) {
                task.run();
              }
            }));
  }

  /** Runs a task again and again until {@link #end}. */
  void every(Duration period, Runnable task) {
    after(
        period,
        () -> {
          every(period, task);
          task.run();
        });
  }

  /** Cancels all. */
  void end() {
    over = true;
    List.copyOf(cancels.values()).forEach(Runnable::run);
    cancels.clear();
  }
}
