package ishmael.linemapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What shall be done when time has passed; setting and cancelling take logarithmic time. */
final class Deadlines {
  private final TreeSet<Timer> timers =
      new TreeSet<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
  private long numbers;

  /** Sets a timer for {@code delay} after the turn. */
  Timer after(Turn turn, Duration delay, Consumer<Turn> action) {
    return at(turn.now().plus(delay), action);
  }

  Timer at(Instant time, Consumer<Turn> action) {
    Timer timer = new Timer(time, ++numbers, action);
    timers.add(timer);
    return timer;
  }

  /** Forgets a timer; one that has fired, or none at all, is fine. */
  void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timers.remove(timer);
    }
  }

  /** Runs what is due; what that sets anew waits for the next turn. */
  void run(Turn turn) {
    List<Timer> due = new ArrayList<>();
    for (Timer timer : timers) {
      if (timer.at().isAfter(turn.now())) {
        break;
      }
      due.add(timer);
    }
    for (Timer timer : due) {
      if (timers.remove(timer)) {
        timer.action().accept(turn);
      }
    }
  }

  Optional<Instant> next() {
    return timers.isEmpty() ? Optional.empty() : Optional.of(timers.first().at());
  }

  /** One timer. */
  record Timer(Instant at, long number, Consumer<Turn> action) {}
}
