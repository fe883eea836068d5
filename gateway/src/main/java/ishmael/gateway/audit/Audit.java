package ishmael.gateway.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.isolation.AuditLog;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.settings.AuditSettings;
import ishmael.gateway.settings.SecretGuard;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The audit log of a gateway: every request to the file and the counters, refused ones to the event
 * log as well. Any thread; nothing here waits but {@link #close}.
 */
public final class Audit implements AuditLog, AutoCloseable {
  private final AuditLines lines;
  private final AuditFile file;
  private final RefusalEvents events;
  private final boolean raised;
  private final MeterRegistry meters;

  private Audit(
      AuditLines lines,
      AuditFile file,
      RefusalEvents events,
      boolean raised,
      MeterRegistry meters) {
    this.lines = lines;
    this.file = file;
    this.events = events;
    this.raised = raised;
    this.meters = meters;
  }

  /**
   * Starts an audit log. A file that can not be written is no reason to fail: the log says so, and
   * it is tried again.
   *
   * @param guard makes files that nobody else may read
   * @param events is closed with the audit log; unused if the settings want no events
   */
  public static Audit start(
      AuditSettings settings,
      SecretGuard guard,
      EventLog events,
      MeterRegistry meters,
      InstantSource clock) {
    AuditLines lines = new AuditLines(settings.numbers());
    AuditFile file = new AuditFile(settings, guard, lines, clock).start();
    Audit audit =
        new Audit(lines, file, new RefusalEvents(events, clock).start(), settings.events(), meters);
    audit.register();
    return audit;
  }

  private void register() {
    FunctionCounter.builder("ishmael.isolation.audit.lost", file, AuditFile::lost).register(meters);
  }

  @Override
  public void request(AuditEntry entry) {
    Outcome outcome = Outcome.of(entry);
    meters
        .counter(
            "ishmael.isolation.requests", "result", outcome.word(), "reason", Outcome.reason(entry))
        .increment();
    file.write(() -> lines.request(entry));
    if (raised && outcome == Outcome.REFUSED) {
      events.refused(entry);
    }
  }

  @Override
  public void opened(Instant time, Requester requester, UserName line, boolean mayUse) {
    file.write(() -> lines.opened(time, requester, line, mayUse));
  }

  @Override
  public void ended(Instant time, Claim claim, String why) {
    file.write(() -> lines.ended(time, claim, why));
  }

  @Override
  public void administered(Instant time, String who, String what) {
    file.write(() -> lines.administered(time, who, what));
  }

  /** Writes and raises what waits, and ends the threads; takes two seconds at most. */
  @Override
  public void close() {
    events.close();
    file.close();
  }
}
