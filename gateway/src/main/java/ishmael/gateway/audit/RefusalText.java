package ishmael.gateway.audit;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import ishmael.linemapper.isolation.Verdict.Refused;

/** What an event says of refusals: who, what, which line, why; never a number. */
final class RefusalText {
  private RefusalText() {}

  static String first(AuditEntry entry) {
    return String.format(
        "%s was refused %s on the line of %s: %s.",
        who(entry.requester()), Operation.name(entry.request()), entry.line(), why(entry));
  }

  static String more(AuditEntry first, long count) {
    return String.format(
        "%s was refused %d more times on the line of %s within a minute. The audit log has each.",
        who(first.requester()), count, first.line());
  }

  static String others(long count) {
    return String.format(
        "%d further requests were refused within a minute, of too many people or lines to name"
            + " them here. The audit log has each.",
        count);
  }

  private static String who(Requester requester) {
    return requester instanceof Requester.Person person
        ? String.format(
            "%s (%s) in session %s",
            person.account().display(),
            person.account().sid(),
            Integer.toUnsignedString(person.session()))
        : "A program of an unknown account";
  }

  private static String why(AuditEntry entry) {
    return entry.verdict() instanceof Refused refused ? why(refused) : "it was not let pass";
  }

  private static String why(Refused refused) {
    return switch (refused.why()) {
      case NOT_OWN -> "it belongs to another account";
      case HELD -> "it is held by " + holder(refused);
      case BUSY_ELSEWHERE ->
          "the session holds another line, on which a call is going on"
              + refused.holder().map(claim -> ", that of " + claim.line()).orElse("");
      case STRANGER -> "nobody can tell who asked";
    };
  }

  private static String holder(Verdict.Refused refused) {
    return refused.holder().map(RefusalText::session).orElse("another session");
  }

  private static String session(Claim claim) {
    return String.format(
        "%s in session %s", claim.account().display(), Integer.toUnsignedString(claim.session()));
  }
}
