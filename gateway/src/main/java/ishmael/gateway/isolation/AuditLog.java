package ishmael.gateway.isolation;

import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import java.time.Instant;

/** Keeps who asked for what, and what came of it. The domain thread calls; nothing here waits. */
public interface AuditLog {
  /** A request was judged. */
  void judged(
      Instant time, Requester requester, UserName line, LineRequest request, Verdict verdict);

  /** A session holds a line no more, for a reason other than its own request. */
  void ended(Claim claim, String why);

  /** Keeps nothing. */
  static AuditLog none() {
    return new AuditLog() {
      @Override
      public void judged(
          Instant time, Requester requester, UserName line, LineRequest request, Verdict verdict) {}

      @Override
      public void ended(Claim claim, String why) {}
    };
  }
}
