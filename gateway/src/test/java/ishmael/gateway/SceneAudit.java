package ishmael.gateway;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.isolation.AuditLog;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict.Refusal;
import ishmael.linemapper.isolation.Verdict.Right;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the audit log is told, in one word each. */
final class SceneAudit implements AuditLog {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  String next(long seconds) throws InterruptedException {
    String next = told.poll(seconds, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the audit log was told nothing");
    }
    return next;
  }

  @Override
  public void request(AuditEntry entry) {
    told.add(entry.verdict().fold(allowed -> word(allowed.right()), no -> word(no.why())));
  }

  private static String word(Right right) {
    return switch (right) {
      case OWNER -> "owner";
      case CLAIM -> "claim";
      case ADMINISTRATOR -> "admin";
      case OPEN -> "open";
      case STRANGER -> "unknown";
      case SERVICE -> "service";
    };
  }

  private static String word(Refusal why) {
    return switch (why) {
      case NOT_OWN -> "NOT-OWN";
      case HELD -> "HELD";
      case BUSY_ELSEWHERE -> "BUSY";
      case STRANGER -> "UNKNOWN";
    };
  }

  @Override
  public void opened(Instant time, Requester requester, UserName line, boolean mayUse) {
    told.add(mayUse ? "use" : "watch");
  }

  @Override
  public void ended(Instant time, Claim claim, String why) {}

  @Override
  public void administered(Instant time, String who, String what) {}
}
