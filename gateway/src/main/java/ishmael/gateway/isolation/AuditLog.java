package ishmael.gateway.isolation;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import java.time.Instant;

/** Keeps who asked for what, and what came of it. Nothing here waits; one thread at a time. */
public interface AuditLog {
  /** A request was answered, or refused, or its provider went before. */
  void request(AuditEntry entry);

  /**
   * A program opened the line as the first one.
   *
   * @param mayUse whether it may use the line as well, not only watch it
   */
  void opened(Instant time, Requester requester, UserName line, boolean mayUse);

  /** A session holds a line no more. */
  void ended(Instant time, Claim claim, String why);

  /** An admin did something, {@code who} as the admin pipe knows it. */
  void administered(Instant time, String who, String what);

  /** Keeps nothing. */
  static AuditLog none() {
    return new AuditLog() {
      @Override
      public void request(AuditEntry entry) {}

      @Override
      public void opened(Instant time, Requester requester, UserName line, boolean mayUse) {}

      @Override
      public void ended(Instant time, Claim claim, String why) {}

      @Override
      public void administered(Instant time, String who, String what) {}
    };
  }
}
