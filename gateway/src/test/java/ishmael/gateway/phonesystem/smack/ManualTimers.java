package ishmael.gateway.phonesystem.smack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Timers and a ticker whose time the test moves. */
final class ManualTimers implements Timers {
  private final List<Alarm> alarms = new ArrayList<>();
  private long now;

  private record Alarm(long due, Runnable task) {}

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(now + delay.toNanos(), task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  long nanos() {
    return now;
  }

  int open() {
    return alarms.size();
  }

  /** Lets time pass; what is due runs in order, also what it starts. */
  void advance(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      Alarm next =
          alarms.stream()
              .filter(one -> one.due() <= end)
              .min(Comparator.comparingLong(Alarm::due))
              .orElse(null);
      if (next == null) {
        break;
      }
      alarms.remove(next);
      now = next.due();
      next.task().run();
    }
    now = end;
  }
}
