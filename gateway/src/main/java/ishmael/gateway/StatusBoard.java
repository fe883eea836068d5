package ishmael.gateway;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.domain.DomainObserver;
import ishmael.gateway.domain.DomainStatus;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What the domain thread told last, for others to read and to wait for; changes go to the log. */
final class StatusBoard implements DomainObserver {
  private static final Logger LOG = System.getLogger(Gateway.class.getName());

  private final StateKeeper keeper;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  private DomainStatus status = new DomainStatus(new LinkState.Connecting(), 0, 0, 0, 0, List.of());
  private Optional<String> failure = Optional.empty();
  private boolean stopped;
  private String complaint = "";

  StatusBoard(StateKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public void changed(DomainStatus now) {
    lock.lock();
    try {
      DomainStatus before = status;
      status = now;
      news.signalAll();
      log(before, now);
    } finally {
      lock.unlock();
    }
  }

  private void log(DomainStatus before, DomainStatus now) {
    if (!before.link().equals(now.link())) {
      logLink(now.link());
    }
    if (before.lines() != now.lines() || before.providers() != now.providers()) {
      LOG.log(
          Level.INFO,
          "{0} lines, {1} calls, {2} providers.",
          now.lines(),
          now.calls(),
          now.providers());
    }
  }

  /** The same complaint at each attempt is said once. */
  private void logLink(LinkState link) {
    String reason =
        link.fold(c -> complaint, o -> "", LinkState.Offline::reason, LinkState.NeedsAdmin::reason);
    boolean trouble = link instanceof LinkState.Offline || link instanceof LinkState.NeedsAdmin;
    if (!trouble || !reason.equals(complaint)) {
      LOG.log(level(link, trouble), "{0}", GatewayStatus.sentence(link));
    }
    complaint = reason;
  }

  private Level level(LinkState link, boolean trouble) {
    if (trouble) {
      return Level.WARNING;
    }
    boolean again = link instanceof LinkState.Connecting && !complaint.isEmpty();
    return again ? Level.DEBUG : Level.INFO;
  }

  @Override
  public void lineIds(Map<UserName, LineId> ids) {
    keeper.keep(ids);
  }

  @Override
  public void directory(DirectoryMemory memory) {
    keeper.keep(memory);
  }

  @Override
  public void failed(String why) {
    lock.lock();
    try {
      if (failure.isEmpty()) {
        LOG.log(Level.ERROR, "The gateway can not go on: {0}.", why);
        failure = Optional.of(why);
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets {@link #awaitEnd} return. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  DomainStatus status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the status is as wished; returns false if it was not within the limit. */
  boolean await(Predicate<DomainStatus> wish, Duration limit) throws InterruptedException {
    long rest = limit.toNanos();
    lock.lock();
    try {
      while (!wish.test(status)) {
        if (rest <= 0 || stopped || failure.isPresent()) {
          return false;
        }
        rest = news.awaitNanos(rest);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the gateway is stopped; returns why, if that was a failure. */
  Optional<String> awaitEnd() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped && failure.isEmpty()) {
        news.awaitNanos(TimeUnit.MINUTES.toNanos(1));
      }
      return failure;
    } finally {
      lock.unlock();
    }
  }
}
