package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The loop of the domain thread: turns as they come, time as it passes. */
final class DomainThread implements Runnable {
  private static final Logger LOG = System.getLogger(DomainThread.class.getName());
  private static final long NANOS_BETWEEN_COMPLAINTS = Duration.ofMinutes(1).toNanos();

  private final Switchboard switchboard;
  private final TurnQueue queue;
  private final DomainMeters meters;
  private final DomainObserver observer;
  private final long slowNanos;

  private @Nullable DomainStatus told;
  private Map<UserName, LineId> remembered;
  private Optional<DirectoryMemory> memory;
  private boolean complained;
  private long complainedAt;
  private boolean stopped;

  DomainThread(
      Switchboard switchboard,
      TurnQueue queue,
      DomainMeters meters,
      DomainObserver observer,
      Duration slowTurn) {
    this.switchboard = switchboard;
    this.queue = queue;
    this.meters = meters;
    this.observer = observer;
    this.slowNanos = slowTurn.toNanos();
    this.remembered = switchboard.lineIds();
    this.memory = switchboard.memory();
  }

  /** Ends the loop after the present turn. */
  void stop() {
    switchboard.stop();
    stopped = true;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        Turn turn = queue.poll(switchboard.untilNext().toNanos());
        if (turn != null) {
          take(turn);
        }
        take(Switchboard::time);
        meters.claims.set(switchboard.claims());
        tell();
        tellDirectory();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The domain thread was interrupted.");
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "The domain thread has failed.", e);
      observer.failed("the domain thread has failed: " + e);
    }
  }

  /** A turn that fails is the loss of one event or request, not of the gateway. */
  private void take(Turn turn) {
    long begin = System.nanoTime();
    try {
      turn.run(switchboard);
    } catch (RuntimeException e) {
      meters.failed.increment();
      LOG.log(Level.ERROR, "One event or request could not be handled.", e);
    }
    long nanos = System.nanoTime() - begin;
    meters.turns.record(nanos, TimeUnit.NANOSECONDS);
    if (nanos > slowNanos) {
      slow(nanos);
    }
  }

  private void slow(long nanos) {
    meters.slow.increment();
    long now = System.nanoTime();
    if (!complained || now - complainedAt > NANOS_BETWEEN_COMPLAINTS) {
      complained = true;
      complainedAt = now;
      LOG.log(
          Level.WARNING,
          "One turn took {0} ms; {1} wait. The machine is overloaded or was suspended.",
          nanos / 1_000_000,
          queue.size());
    }
  }

  private void tell() {
    DomainStatus now = switchboard.status();
    if (!now.equals(told)) {
      boolean otherLines =
          told == null || told.lines() != now.lines() || !told.link().equals(now.link());
      told = now;
      observer.changed(now);
      if (otherLines) {
        tellLineIds();
      }
    }
  }

  private void tellDirectory() {
    Optional<DirectoryMemory> now = switchboard.memory();
    if (now.isPresent() && !now.equals(memory)) {
      memory = now;
      observer.directory(now.get());
    }
  }

  private void tellLineIds() {
    Map<UserName, LineId> now = switchboard.lineIds();
    if (!now.equals(remembered)) {
      remembered = Map.copyOf(now);
      observer.lineIds(remembered);
    }
  }
}
