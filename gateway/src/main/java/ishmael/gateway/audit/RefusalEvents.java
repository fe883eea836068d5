package ishmael.gateway.audit;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.isolation.EventLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Raises refusals as events, limited by {@link RefusalLimit}, from a thread of its own. */
final class RefusalEvents implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RefusalEvents.class.getName());
  private static final int BOUND = 1_024;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

  private final EventLog events;
  private final InstantSource clock;
  private final Mailbox<AuditEntry> mailbox = new Mailbox<>(BOUND);
  private final RefusalLimit limit = new RefusalLimit();
  private final Thread raiser = new Thread(this::run, "ishmael-audit-events");

  /** The thread's own. */
  private boolean complained;

  RefusalEvents(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
    raiser.setDaemon(true);
  }

  RefusalEvents start() {
    raiser.start();
    return this;
  }

  /** Tells of a refused request. */
  void refused(AuditEntry entry) {
    mailbox.put(entry);
  }

  private void run() {
    try {
      boolean last = false;
      while (!last) {
        Mailbox.Batch<AuditEntry> batch = mailbox.take(limit.idle(clock.instant()));
        last = batch.last();
        handle(batch);
      }
      raise(limit.rest());
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The events were interrupted.", e);
    } finally {
      events.close();
    }
  }

  private void handle(Mailbox.Batch<AuditEntry> batch) {
    Instant now = clock.instant();
    raise(limit.due(now));
    for (AuditEntry entry : batch.items()) {
      limit.refused(entry, now).ifPresent(text -> raise(List.of(text)));
    }
    if (batch.lost() > 0) {
      limit.others(batch.lost(), now);
    }
  }

  private void raise(List<String> texts) {
    for (String text : texts) {
      try {
        events.refused(text);
        complained = false;
      } catch (RuntimeException e) {
        if (!complained) {
          complained = true;
          LOG.log(Level.WARNING, "A refused request could not be raised as an event.", e);
        }
      }
    }
  }

  /** Raises what waits, as far as that is done within a second. */
  @Override
  public void close() {
    mailbox.close();
    try {
      raiser.join(STOP_LIMIT.toMillis());
      if (raiser.isAlive()) {
        LOG.log(Level.WARNING, "Not all events could be raised in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
