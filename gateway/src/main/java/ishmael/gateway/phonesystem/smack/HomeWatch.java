package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.ServerAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Watches the first server while another one is in use, and says when to go back: after it answered
 * for a while without a break, at a moment without calls, or at last anyhow. Only the loop calls
 * it.
 */
final class HomeWatch {
  /** A busy site is not waited for longer than this many times the stable time. */
  static final int PATIENCE = 6;

  /** How much rarer a server is probed that does not answer. */
  private static final int RAREST = 10;

  private final LinkLoop loop;
  private final Reachability probe;
  private final Duration period;
  private final Duration stable;
  private Duration pause;
  private Duration needed;
  private Optional<Long> answersSince = Optional.empty();
  private Runnable cancel = () -> {};
  private long generation;

  HomeWatch(LinkLoop loop, Reachability probe, Duration period, Duration stable) {
    this.loop = loop;
    this.probe = probe;
    this.period = period;
    this.stable = stable;
    pause = period;
    needed = stable;
  }

  /** Begins to watch; {@code goHome} is called once at most. */
  void start(ServerAddress first, BooleanSupplier quiet, Runnable goHome) {
    stop();
    long mine = generation;
    cancel = loop.after(pause, () -> look(mine, first, quiet, goHome));
  }

  /** Ends the watch. */
  void stop() {
    generation++;
    cancel.run();
    answersSince = Optional.empty();
    pause = period;
  }

  /** The first server answered but did not serve: the next return has to be earned longer. */
  void disappointed() {
    needed = Backoff.doubled(needed, stable.multipliedBy(PATIENCE));
  }

  /** The first server serves. */
  void satisfied() {
    needed = stable;
  }

  private void look(long mine, ServerAddress first, BooleanSupplier quiet, Runnable goHome) {
    Thread thread =
        new Thread(
            () -> {
              boolean answers = probe.reachable(first);
              loop.post(
                  () -> {
                    if (mine == generation) {
                      looked(answers, first, quiet, goHome);
                    }
                  });
            },
            "ishmael-probe");
    thread.setDaemon(true);
    thread.start();
  }

  private void looked(
      boolean answers, ServerAddress first, BooleanSupplier quiet, Runnable goHome) {
    if (!answers) {
      answersSince = Optional.empty();
      pause = Backoff.doubled(pause, period.multipliedBy(RAREST));
    } else {
      pause = period;
      long now = System.nanoTime();
      long since = answersSince.orElse(now);
      answersSince = Optional.of(since);
      Duration time = Duration.ofNanos(now - since);
      boolean due = time.compareTo(needed) >= 0;
      if (due && (quiet.getAsBoolean() || time.compareTo(needed.multipliedBy(PATIENCE)) >= 0)) {
        stop();
        goHome.run();
        return;
      }
    }
    long mine = generation;
    cancel = loop.after(pause, () -> look(mine, first, quiet, goHome));
  }
}
